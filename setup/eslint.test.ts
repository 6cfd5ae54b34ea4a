import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

test('ESLint finds wide comments and literals that are spread at once, and nothing like them', () => {
  const lines = [
    `// ${'x'.repeat(98)}`,
    `// ${'x'.repeat(97)}`,
    `// See https://example.org/${'x'.repeat(100)}`,
    `export const wide = '${'x'.repeat(200)}';`,
    'export const object = { ...{ b: 1 } };',
    'export const list = [...[1, 2]];',
    'export const fine = (one, other) => [...one, { ...other }];',
  ];
  const { stdout } = spawnSync(
    process.execPath,
    [
      'node_modules/eslint/bin/eslint.js',
      '--stdin',
      '--stdin-filename=setup/a.mjs',
      '--format=json',
    ],
    { cwd: resolve(__dirname, '..'), input: lines.join('\n'), encoding: 'utf8' },
  );
  const [file] = JSON.parse(stdout) as { messages: { line: number; ruleId: string }[] }[];
  expect(file!.messages.map(({ line, ruleId }) => [line, ruleId])).toEqual([
    [1, '@stylistic/max-len'],
    [5, 'no-restricted-syntax'],
    [6, 'no-restricted-syntax'],
  ]);
});
