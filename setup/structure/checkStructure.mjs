import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { mayImport, rules } from './rules.mjs';

/**
 * Checks what the project's files import.
 *
 * @param {string} root
 * @returns {Promise<string[]>} the violations, a line each: `rule: importing file -> imported file`
 */
export async function checkStructure(root) {
  const { output } = await cruise(
    Object.keys(mayImport).filter((folder) => existsSync(join(root, folder))),
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: rules(root) },
      // Types count too.
      tsPreCompilationDeps: true,
      doNotFollow: { path: ['node_modules/', '/dist/'] },
      exclude: { path: ['/\\.'] },
      exoticRequireStrings: ['require.resolve', 'requireActual', 'jest.mock'],
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['node', 'require', 'import', 'default'],
        extensions: ['.ts', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
      },
    },
  );
  if (typeof output === 'string') throw new Error(output);
  return output.summary.violations.map(({ rule, from, to, cycle, comment }) => {
    const path = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
    return `${rule.name}: ${from} -> ${path}. ${comment ?? ''}`;
  });
}
