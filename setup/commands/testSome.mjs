import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { removeStale } from '../steps/build.mjs';
import { runProgram } from './runProgram.mjs';

const usage = `Usage: npm run t -- PATH ... [options of Jest]

Builds what the tests under PATH need, and runs them. Sets nothing up: "npm start -- --setup-only" does that, once.`;

/**
 * Builds the packages that tests stand in, with all that they use, and runs the tests.
 *
 * @param {string} root
 * @param {readonly string[]} args paths of tests, then options of Jest
 * @returns {Promise<number>} the exit code
 */
export async function testSome(root, args) {
  const [first = '--help'] = args;
  const modules = join(root, 'node_modules');
  if (first.startsWith('-') || !existsSync(modules)) {
    console.error(first.startsWith('-') ? usage : 'Run "npm start -- --setup-only" first.');
    return 2;
  }
  const options = args.findIndex((arg) => arg.startsWith('-'));
  const paths = options < 0 ? args : args.slice(0, options);
  // Outside of packages, tests use any of them: the project's own tsconfig.json lists all.
  const needed = new Set(paths.map((path) => packageOf(root, path) ?? root));
  removeStale(root);
  const built = await runProgram(root, [join(modules, 'typescript/bin/tsc'), '-b', ...needed]);
  return built || runProgram(root, [join(modules, 'jest/bin/jest.js'), ...args]);
}

/**
 * The folder of the package that a test stands in.
 *
 * @param {string} root
 * @param {string} path
 * @returns {string | undefined}
 */
function packageOf(root, path) {
  const [name = ''] = relative(root, resolve(path)).split(/[\\/]/);
  const folder = join(root, name);
  const isPackage =
    existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'tsconfig.json'));
  return isPackage && folder !== root ? folder : undefined;
}
