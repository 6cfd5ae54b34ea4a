import { lstatSync, openSync, readdirSync, readFileSync, readSync, closeSync } from 'node:fs';
import { limits } from '../limits';
import { decodedName, kindOf, visibleName, type FileKind } from './names';
import { formatOf, unpack } from './unpack';

/** Where a submission lies: files and folders, by the bytes of their paths. */
export type Place = readonly Buffer[];

/** A file of a submission, in a folder or in an archive. */
export interface HandedFile {
  /** Where it lies in the submission. */
  path: string;
  kind: FileKind;
  /** Of notebooks, weights, code and pictures. */
  bytes?: Uint8Array;
  /** Why it can't be read. */
  problem?: string;
}

const most: Partial<Record<FileKind, number>> = {
  notebook: limits.notebookBytes,
  weights: limits.weightsBytes,
  archive: limits.archiveBytes,
  code: limits.codeFileBytes,
  picture: limits.pictureBytes,
};

/**
 * The files of a submission, from its folders and archives, and from archives in them. Nothing is
 * unpacked onto the disk, and no link is followed.
 *
 * @param notebooks the names of the course's notebooks
 */
export function handedFiles(place: Place, notebooks: readonly string[]): HandedFile[] {
  const intake = new Intake(notebooks);
  for (const path of place) {
    const name = nameOf(path);
    intake.guarded(name, 'archive', () => {
      if (lstatSync(path).isDirectory()) {
        intake.folder(path, place.length > 1 ? `${name}/` : '');
      } else intake.file(path, name, isArchive(path) ? 'archive' : intake.kindOf(name));
    });
  }
  return intake.files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The last part of a path. */
export function nameOf(path: Buffer): string {
  return decodedName(path.subarray(path.lastIndexOf('/') + 1));
}

class Intake {
  readonly files: HandedFile[] = [];
  private bytesLeft: number = limits.unpackedBytes;
  private pictureBytesLeft: number = limits.picturesBytes;
  private filesLeft: number = limits.handedInFiles;

  constructor(private readonly notebooks: readonly string[]) {}

  folder(folder: Buffer, path: string): void {
    const names = readdirSync(folder, { encoding: 'buffer' }).sort((a, b) => a.compare(b));
    for (const bytes of names) {
      const inner = Buffer.concat([folder, Buffer.from('/'), bytes]);
      const name = path + decodedName(bytes).replaceAll('\\', '/');
      const kind = this.kindOf(name);
      if (kind === 'system') continue;
      this.guarded(name, kind, () => {
        if (lstatSync(inner).isDirectory()) this.folder(inner, `${name}/`);
        else this.file(inner, name, kind);
      });
    }
  }

  file(file: Buffer, path: string, kind: FileKind): void {
    const status = lstatSync(file);
    if (!status.isFile()) this.refuse(path, kind, 'it is no file of its own, but a link or a pipe');
    else if (this.accepts(path, kind, status.size)) this.keep(path, kind, readFileSync(file), 0);
  }

  kindOf(path: string): FileKind {
    return kindOf(path, this.notebooks);
  }

  /** Runs a step; if it fails, the file can't be read. */
  guarded(path: string, kind: FileKind, step: () => void): void {
    try {
      step();
    } catch (error) {
      const { syscall, code, message } = error as NodeJS.ErrnoException;
      // Messages of the file system name places of this machine.
      this.refuse(path, kind, syscall === undefined ? message : `it can’t be read (${code})`);
    }
  }

  private refuse(path: string, kind: FileKind, problem: string): void {
    this.files.push({ path: visibleName(path), kind, problem });
  }

  /** Whether a file is to be read; notes what there is to say about one that is not. */
  private accepts(path: string, kind: FileKind, size: number): boolean {
    const limit = most[kind];
    if (kind === 'system' || --this.filesLeft < -1) return false;
    if (this.filesLeft < 0) {
      this.refuse(path, 'archive', `the submission holds more than ${limits.handedInFiles} files`);
    } else if (limit === undefined || (isBeside(kind) && size > limit)) {
      this.files.push({ path: visibleName(path), kind });
    } else if (size > limit) {
      const problem = `it is too large to be read: ${megabytes(size)}, at most ${megabytes(limit)}`;
      this.refuse(path, kind, problem);
    } else if (kind === 'picture' && (this.pictureBytesLeft -= size) < 0) {
      this.files.push({ path: visibleName(path), kind });
    } else if (size > this.bytesLeft) {
      const all = megabytes(limits.unpackedBytes);
      this.refuse(path, kind, `the submission unpacks to more than ${all}`);
    } else {
      if (kind !== 'picture') this.bytesLeft -= size;
      return true;
    }
    return false;
  }

  /** @param depth how many archives the file lies in */
  private keep(path: string, kind: FileKind, bytes: Uint8Array, depth: number): void {
    if (kind !== 'archive') this.files.push({ path: visibleName(path), kind, bytes });
    else this.guarded(path, kind, () => this.archive(path, bytes, depth));
  }

  private archive(path: string, bytes: Uint8Array, depth: number): void {
    if (depth > 1) throw new Error('it lies in an archive in an archive: unpack that');
    const before = this.files.length;
    const pathOf = (entry: string): string =>
      `${path}/${entry.replaceAll('\\', '/').replace(/^(\.\/)+/, '')}`;
    try {
      const entries = unpack(bytes, (entry, size) => {
        const inner = pathOf(entry);
        return this.accepts(inner, this.kindOf(inner), size);
      });
      for (const [entry, content] of entries) {
        const inner = pathOf(entry);
        this.keep(inner, this.kindOf(inner), content, depth + 1);
      }
    } catch (error) {
      // Of an archive that fails nothing counts: what is missing can't be known.
      this.files.length = before;
      throw error;
    }
  }
}

/** Whether a notebook may use it: without it, the notebook counts all the same. */
function isBeside(kind: FileKind): boolean {
  return kind === 'code' || kind === 'picture';
}

/** An archive that was handed in alone may have any name. */
function isArchive(file: Buffer): boolean {
  if (!lstatSync(file).isFile()) return true;
  const head = Buffer.alloc(512);
  const fd = openSync(file, 'r');
  try {
    readSync(fd, head);
  } finally {
    closeSync(fd);
  }
  return formatOf(head) !== undefined;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}
