import { join } from 'node:path';
import { runProgram } from './runProgram.mjs';
import { total } from '../summary.mjs';

/** The folders whose TypeScript is checked but not built. */
const unbuilt = ['setup', 'notebooks/source', 'tests'];

/**
 * Checks the style, structure and types of everything; each check counts as one test.
 *
 * @param {string} root
 */
export async function lint(root) {
  const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
  const checks = [
    { name: 'ESLint', args: [bin('eslint/bin/eslint.js'), '.'] },
    { name: 'Prettier', args: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
    { name: 'Structure', args: [join(root, 'setup/structure.mjs')] },
    ...unbuilt.map((folder) => ({
      name: `Types in ${folder}`,
      args: [bin('typescript/bin/tsc'), '-p', folder],
    })),
  ];
  const counts = [];
  for (const { name, args } of checks) {
    const passed = (await runProgram(root, args)) === 0;
    console.log(`${name}: ${passed ? 'passed' : 'failed'}`);
    counts.push({ passed: Number(passed), failed: Number(!passed), skipped: 0 });
  }
  return total(counts);
}
