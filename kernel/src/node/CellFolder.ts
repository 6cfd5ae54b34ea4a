import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isRunning } from './isRunning';

const name = 'typescript-kernel-cells-';

/**
 * A notebook's cells as files on the disk, for a compiler that reads the disk many times faster
 * than it can ask for a text. The folder stands for the root of all files: in it, the cells are
 * where the notebook is, and find the packages and files that the notebook finds.
 */
export class CellFolder {
  /** What makes relative imports go on at the notebook's place. */
  readonly options: { rootDirs: string[] };
  private readonly folder: string;
  private readonly root: string;
  private readonly written = new Map<string, string>();

  /**
   * @param notebook the notebook's folder, with slashes
   * @throws Error if it can't be made
   */
  constructor(notebook: string) {
    removeFolders((owner) => !isRunning(owner));
    const place = mkdtempSync(join(realpathSync(tmpdir()), `${name}${process.pid}-`));
    this.folder = place.replaceAll('\\', '/');
    this.root = /^[^/]*\//.exec(notebook)![0];
    this.options = { rootDirs: [this.folder, this.root] };
    mkdirSync(this.at(notebook), { recursive: true });
    for (let outer = notebook; ; outer = dirname(outer)) {
      // Also where there are none yet: they may be installed while the kernel runs.
      symlinkSync(join(outer, 'node_modules'), this.at(`${outer}/node_modules`), 'junction');
      if (outer === dirname(outer)) break;
    }
  }

  /** Where a file of the notebook's folder is in this one. */
  at(file: string): string {
    return join(this.folder, file.slice(this.root.length)).replaceAll('\\', '/');
  }

  /** A text with the paths that the notebook knows. */
  outside(text: string): string {
    return text.replaceAll(`${this.folder}/`, this.root);
  }

  write(file: string, text: string): void {
    if (this.written.get(file) === text) return;
    writeFileSync(this.at(file), text);
    this.written.set(file, text);
  }
}

/** Removes the folder of this process. */
export function removeOwnFolder(): void {
  removeFolders((owner) => owner === process.pid);
}

/** @param isMeant of the process that made a folder */
function removeFolders(isMeant: (owner: number) => boolean): void {
  for (const entry of readdirSync(tmpdir())) {
    if (!entry.startsWith(name) || !isMeant(Number.parseInt(entry.slice(name.length), 10)))
      continue;
    try {
      rmSync(join(tmpdir(), entry), { recursive: true, force: true });
    } catch {
      // It belongs to somebody else.
    }
  }
}
