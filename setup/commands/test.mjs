import { join } from 'node:path';
import { lint } from './lint.mjs';
import { runProgram } from './runProgram.mjs';
import { setUpOrExit } from './setUpOrExit.mjs';
import { closingLine, countJest, total } from '../summary.mjs';
import { createContext } from '../support/Context.mjs';
import { remove, textOf } from '../support/files.mjs';

/**
 * Sets everything up and runs every check and test.
 *
 * @param {readonly string[]} args for Jest
 * @returns {Promise<string>} the line that counts them
 */
export async function test(args) {
  const context = createContext();
  const { root, cache } = context;
  await setUpOrExit(context);
  const checks = await lint(root);

  const report = join(cache, 'jest-report.json');
  remove(report);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const exitCode = await runProgram(root, [jest, '--json', `--outputFile=${report}`, ...args]);
  const sum = total([checks, countJest(textOf(report), exitCode)]);
  process.exitCode = sum.failed > 0 ? 1 : 0;
  return closingLine(sum);
}
