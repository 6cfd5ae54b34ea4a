import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTemporary } from './checkMachine';

const prefix = 'course-grading-';

/**
 * Makes this process and its children put their temporary files into a folder that is removed with
 * the process, and removes what killed graders have left.
 *
 * @throws Error in one line if nothing could be graded there
 */
export function useScratch(): void {
  const parent = tmpdir();
  let folder: string;
  try {
    for (const name of readdirSync(parent)) {
      const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
      if (owner !== undefined && !isRunning(Number(owner))) remove(join(parent, name));
    }
    folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  } catch (error) {
    throw new Error(
      `There can be no temporary files: ${(error as Error).message}. Nothing was graded. Set TMPDIR to another folder.`,
      { cause: error },
    );
  }
  process.on('exit', () => remove(folder));
  checkTemporary(folder);
  process.env.TMPDIR = folder;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** It may belong to somebody else, or still be written to: it is only temporary. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next run tries again.
  }
}
