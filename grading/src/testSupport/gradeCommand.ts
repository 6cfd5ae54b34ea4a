import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/** How the command ended, and what it printed. */
export interface Ended {
  status: number | null;
  said: string;
}

/**
 * The arguments of Node that grade exercise 1.2 of the class in a folder.
 *
 * @param out the name of the folder of results beside the class
 */
export function gradeArguments(folder: string, out: string, more: readonly string[]): string[] {
  const program = resolve(__dirname, '../../dist/command/grade.js');
  const places = ['--submissions', join(folder, 'class'), '--out', join(folder, out)];
  const fixed = '--exercise 1.2 --accuracy none --seed 3 --jobs 1'.split(' ');
  return [program, ...places, ...fixed, ...more];
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, said: stdout + stderr };
}
