import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Legacy } from '../../core/session/Host';

/** The cell that runs. */
interface Doing {
  /** Such as `In[3]`. */
  cell: string;
  firstLine: string;
  /** Whether the kernel ended since somebody had stopped the cell twice. */
  isStopped?: boolean;
}

/**
 * Leaves a note of what the kernel does, so that the next one can tell how it ended: Jupyter
 * restarts a kernel that has died, with the same connection file, and says little about it.
 */
export class LastWords implements Legacy {
  /** The note; it is there while a cell runs. */
  readonly file: string;
  private readonly report: string;

  constructor(connectionFile: string) {
    const id = createHash('sha256').update(resolve(connectionFile)).digest('hex').slice(0, 16);
    const name = `typescript-kernel-${id}`;
    this.file = join(tmpdir(), `${name}.json`);
    this.report = join(tmpdir(), `${name}.report.json`);
    // Node writes the report when it runs out of memory.
    Object.assign(process.report, {
      directory: tmpdir(),
      filename: `${name}.report.json`,
      reportOnFatalError: true,
      excludeNetwork: true,
    });
  }

  ofPrevious(): string | undefined {
    const doing = readJson(this.file) as Doing | undefined;
    const report = readJson(this.report) as { header?: { event?: string } } | undefined;
    this.remove();
    if (!doing) return undefined;
    if (doing.isStopped) {
      return (
        `${doing.cell} (${doing.firstLine}) could not be stopped, so the kernel was started again.\n` +
        'All variables are gone: run the cells from the top.\n'
      );
    }
    const ranOut = /out of memory|allocation failed/i.test(report?.header?.event ?? '');
    const why = ranOut
      ? 'it ran out of memory. Look there for data that grows without end'
      : 'most often the machine is out of memory then. Look there for very large arrays and tensors';
    return (
      `The kernel died in ${doing.cell} (${doing.firstLine}) and was started again: ${why}.\n` +
      'All variables are gone: run the cells from the top.\n'
    );
  }

  cellStarted(cell: string, source: string): void {
    const doing: Doing = { cell, firstLine: source.trim().split('\n')[0]!.slice(0, 80) };
    try {
      writeFileSync(this.file, JSON.stringify(doing), { mode: 0o600 });
    } catch {
      // A note is an extra: a full disk must not stop a cell. The next kernel knows nothing then.
    }
  }

  /** So a kernel that is killed between cells leaves nothing behind. */
  cellEnded(): void {
    rmSync(this.file, { force: true });
  }

  /** Removes the note, and Node's report if there is one. */
  remove(): void {
    for (const file of [this.file, this.report]) rmSync(file, { force: true });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
