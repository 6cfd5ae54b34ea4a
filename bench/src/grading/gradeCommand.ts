import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Starts the command that grades a class, without accuracies. */
export function startGrading(
  submissions: string,
  out: string,
  options: readonly string[] = [],
): ChildProcess {
  const program = require.resolve('course-grading/grade');
  const given = ['--submissions', submissions, '--out', out, '--accuracy', 'none', '--seed', '1'];
  return spawn(process.execPath, [program, ...given, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/**
 * Grades a class.
 *
 * @returns the time that it took, in seconds
 * @throws Error if the grader fails
 */
export async function grade(
  submissions: string,
  out: string,
  options: readonly string[] = [],
): Promise<number> {
  const started = performance.now();
  const child = startGrading(submissions, out, options);
  let said = '';
  child.stderr!.on('data', (text) => (said += String(text)));
  const code = await ended(child);
  if (code !== 0) throw new Error(`The grader ended with ${code}: ${said}`);
  return (performance.now() - started) / 1000;
}

/** Waits for the end of a process; resolves to its exit code. */
export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

/** The marks that a run has written. */
export function marks(out: string): string {
  return readFileSync(join(out, 'grades.csv'), 'utf8');
}
