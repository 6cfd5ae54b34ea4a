import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

test('the module is what its source says', () => {
  const build = pathToFileURL(join(__dirname, '../../../assembly/build.mjs')).href;
  const print = `import('${build}').then(async (m) => process.stdout.write(await m.moduleText()))`;
  const text = execFileSync(process.execPath, ['-e', print], { encoding: 'utf8' });
  expect(readFileSync(join(__dirname, 'module.ts'), 'utf8')).toBe(text);
});
