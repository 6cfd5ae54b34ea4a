import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { z } from 'zod';
import { readJsonFile } from '../results/readJsonFile';

/** In the archive: the options of `npm run grade`, as a list in JSON. */
export const optionsFile = 'options.json';

const packageFile = z.object({ workspaces: z.array(z.string()) });

/**
 * Files at the top of the project, besides its packages. Everything else there, such as
 * submissions, stays out.
 */
const topFiles = [
  '.npmrc',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
];

/** Generated files, as in .gitignore. A source folder may have such a name too. */
const made =
  /^(node_modules|dist|build|coverage|progress|\.cache|\.venv|\.ipynb_checkpoints|.*\.tsbuildinfo|.*\.zip)$/;

/**
 * Gradescope's autograder: `setup.sh`, `run_autograder`, and the parts of the project that a grader
 * needs.
 *
 * @param root the project's folder
 * @param options of `npm run grade`
 * @returns a zip archive
 */
export function archive(root: string, options: readonly string[]): Uint8Array {
  const scripts = join(root, 'grading/src/gradescope');
  const { workspaces } = readJsonFile(join(root, 'package.json'), packageFile);
  const files: Zippable = {
    'setup.sh': [readFileSync(join(scripts, 'setup.sh')), executable],
    run_autograder: [readFileSync(join(scripts, 'run_autograder')), executable],
    [optionsFile]: Buffer.from(`${JSON.stringify(options)}\n`),
  };
  const inProject = [
    ...topFiles,
    ...filesIn(root, 'setup'),
    ...workspaces.flatMap((folder) => filesIn(root, folder)),
  ];
  for (const file of inProject) files[`project/${file}`] = readFileSync(join(root, file));
  return zipSync(files);
}

/** Unix permissions stand in the upper half. */
const executable = { os: 3, attrs: (0o100755 << 16) >>> 0 };

function filesIn(root: string, folder: string): string[] {
  const isSource = folder.split('/')[1] === 'src';
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => (isSource ? !name.endsWith('.test.ts') : !made.test(name)))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(root, path);
      return entry.isFile() ? [path] : [];
    });
}
