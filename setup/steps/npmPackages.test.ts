import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, inFolder } from '../testing/program';

const lib = { version: '0.1.0' };
const one = { version: '1.0.0', integrity: 'sha512-a' };
const other = { version: '2.0.0', integrity: 'sha512-b', optional: true };
const wanted = { '': {}, lib, 'node_modules/one': one, 'node_modules/other': other };

/** Whether installed packages count as those that are wanted. */
async function isDone(installed: Record<string, unknown> | undefined): Promise<unknown> {
  let done: unknown;
  await inFolder(async (root) => {
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }));
    mkdirSync(join(root, 'node_modules/one'), { recursive: true });
    if (installed) {
      const list = join(root, 'node_modules/.package-lock.json');
      writeFileSync(list, JSON.stringify({ packages: installed }));
    }
    const context = `{ root: ${JSON.stringify(root)} }`;
    done = await evaluate(
      `import { npmPackages } from './steps/npmPackages.mjs';`,
      `npmPackages(${context}).isDone()`,
    );
  });
  return done;
}

test('the packages of the lock file, without those for other platforms, are enough', async () => {
  expect(await isDone({ lib, 'node_modules/one': one })).toBe(true);
});

test.each([
  ['an installation that was interrupted', undefined],
  ['a missing package', { lib }],
  ['another version', { lib, 'node_modules/one': { ...one, version: '1.0.1' } }],
  ['other contents', { lib, 'node_modules/one': { ...one, integrity: 'sha512-c' } }],
  ['a package that is not wanted', { lib, 'node_modules/one': one, 'node_modules/two': one }],
  ['a package whose folder is gone', { 'node_modules/one': one, 'node_modules/other': other }],
])('%s is not', async (_, installed) => {
  expect(await isDone(installed)).toBe(false);
});
