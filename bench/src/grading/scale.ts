import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, startGrading } from './gradeCommand';
import { makeVariedClass } from './variedClass';

/** How a grading of so many submissions went. */
export interface Cost {
  students: number;
  seconds: number;
  /** The most that the grader's own process held, without its sandboxes and judges. */
  megabytes: number;
}

/**
 * Grades classes of growing size, one exercise of each submission, and measures time and the memory of the grader.
 *
 * @param folder an empty one
 */
export async function scale(
  folder: string,
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const students of sizes) {
    const submissions = join(folder, `class${students}`);
    makeVariedClass(submissions, students, ['1-2']);
    const started = performance.now();
    const child = startGrading(submissions, join(folder, `out${students}`), ['--exercise', '1.2']);
    child.stderr!.on('data', (text) => say(String(text).trim()));
    let megabytes = 0;
    const watch = setInterval(() => (megabytes = Math.max(megabytes, peakOf(child.pid!))), 200);
    const code = await ended(child);
    clearInterval(watch);
    if (code !== 0) throw new Error(`The grader ended with ${code}.`);
    costs.push({ students, seconds: (performance.now() - started) / 1000, megabytes });
    say(`${students}: ${costs.at(-1)!.seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`);
  }
  return costs;
}

/** The largest resident size of a process so far, by the kernel's own account. */
function peakOf(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    // It has ended.
    return 0;
  }
}
