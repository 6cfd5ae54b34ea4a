import { readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import { limits } from '../limits';

/** What the system takes for the path of a socket, without the zero byte at its end. */
const longestSocketPath = 107;

/**
 * What a run needs of the machine and does not have, a sentence each: it may still succeed.
 *
 * @param jobs as asked for; by default as many as there are processors, and memory for
 * @returns the number of jobs, and the warnings
 */
export function checkMachine(
  out: string,
  submissions: number,
  jobs?: number,
): { jobs: number; warnings: string[] } {
  const memory = availableMemory();
  const fitting = Math.floor((memory - limits.graderMemoryBytes) / limits.jobMemoryBytes);
  const chosen = jobs ?? Math.max(1, Math.min(availableParallelism(), fitting));
  const needed = limits.graderMemoryBytes + chosen * limits.jobMemoryBytes;
  const warnings = [
    tooLittle('memory', memory, needed, `for ${chosen} answers at a time (--jobs)`),
    tooLittle('space', spaceIn(out), submissions * limits.reportsBytes, `in ${out}`),
  ];
  return { jobs: chosen, warnings: warnings.filter((one) => one !== '') };
}

/**
 * Checks the folder of temporary files.
 *
 * @throws Error in one line if nothing could be graded with it
 */
export function checkTemporary(folder: string): void {
  const advice = 'Nothing was graded. Set TMPDIR to another folder, such as /tmp.';
  const tooLong = join(folder, 'kernel-XXXXXX', 's-5').length - longestSocketPath;
  if (tooLong > 0 && process.platform === 'linux') {
    throw new Error(
      `The path of the temporary folder, ${folder}, is ${tooLong} characters too long for sockets. ${advice}`,
    );
  }
  const little = tooLittle('space', spaceIn(folder), limits.temporaryBytes, `in ${folder}`);
  if (little !== '') throw new Error(`${little} ${advice}`);
}

function tooLittle(what: string, there: number, needed: number, where: string): string {
  const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
  if (there >= needed) return '';
  return `There are ${mib(there)} of ${what} ${where}, but ${mib(needed)} are needed.`;
}

function spaceIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** What the system could give, within the limit of a container. */
function availableMemory(): number {
  // Not in the types of Node 18.
  const limit = (process as { constrainedMemory?(): number }).constrainedMemory?.() ?? 0;
  return Math.min(available(), limit === 0 ? Infinity : limit);
}

function available(): number {
  try {
    const kilobytes = /MemAvailable:\s+(\d+)/.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    return 1024 * Number(kilobytes);
  } catch {
    return freemem();
  }
}
