import { join } from 'node:path';
import { peakMegabytes } from '../measure';
import { ended, startGrading } from './gradeCommand';
import { makeVariedClass } from './variedClass';

/** The cost of grading a class. */
export interface Cost {
  students: number;
  seconds: number;
  /** The most memory of the grader's own process, without its sandboxes and judges. */
  megabytes: number;
}

/**
 * Grades classes of growing size, one exercise of each submission, and measures the grader's time
 * and memory.
 *
 * @param folder an empty folder
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
    const watch = setInterval(() => (megabytes = peakMegabytes(child.pid) ?? megabytes), 200);
    const code = await ended(child);
    clearInterval(watch);
    if (code !== 0) throw new Error(`The grader ended with ${code}.`);
    costs.push({ students, seconds: (performance.now() - started) / 1000, megabytes });
    say(`${students}: ${costs.at(-1)!.seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`);
  }
  return costs;
}
