import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setUpOrExit } from './setUpOrExit.mjs';
import { closingLine, countJest, total } from '../summary.mjs';
import { createContext } from '../support/Context.mjs';
import { remove, textOf } from '../support/files.mjs';

const FAILED = { passed: 0, failed: 1, skipped: 0 };
const PASSED = { passed: 1, failed: 0, skipped: 0 };

/**
 * Sets everything up, runs every check and test, and closes with a line that counts them.
 *
 * @param {readonly string[]} args for Jest
 */
export async function test(args) {
  const context = createContext();
  const { root, cache } = context;
  await setUpOrExit(context, () => console.log(closingLine(FAILED)));

  const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
  const checks = [
    { name: 'ESLint', args: [bin('eslint/bin/eslint.js'), '.'] },
    { name: 'Prettier', args: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
    { name: "The set-up's types", args: [bin('typescript/bin/tsc'), '-p', 'setup'] },
    { name: "The notebooks' types", args: [bin('typescript/bin/tsc'), '-p', 'notebooks/source'] },
  ];
  const counts = [];
  for (const check of checks) {
    const passed = (await run(root, check.args)) === 0;
    console.log(`${check.name}: ${passed ? 'passed' : 'failed'}`);
    counts.push(passed ? PASSED : FAILED);
  }
  const report = join(cache, 'jest-report.json');
  remove(report);
  const jest = [bin('jest/bin/jest.js'), '--json', `--outputFile=${report}`, ...args];
  const exitCode = await run(root, jest);
  counts.push(countJest(textOf(report), exitCode));

  const sum = total(counts);
  console.log(closingLine(sum));
  process.exitCode = sum.failed > 0 ? 1 : 0;
}

/**
 * Runs a Node program to its end, with its output shown.
 *
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code; 1 if it was ended by a signal or did not start
 */
function run(root, args) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
