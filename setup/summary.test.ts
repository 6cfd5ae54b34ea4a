import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { evaluate, inFolder } from './testing/program';

// Programs are started here, which takes long on a busy machine.
jest.setTimeout(180_000);

const imports = `import { closingLine, countJest, total } from './summary.mjs';`;

function count(report: string, exitCode: number): Promise<unknown> {
  return evaluate(imports, `countJest(${JSON.stringify(report)}, ${exitCode})`);
}

/** Runs the real Jest on the given test files. */
async function jestOn(files: Record<string, string>): Promise<unknown> {
  let counts: unknown;
  await inFolder(async (folder) => {
    mkdirSync(join(folder, 'tests'));
    writeFileSync(join(folder, 'package.json'), '{ "jest": { "transform": {} } }');
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, 'tests', name), text);
    }
    const jest = resolve(__dirname, '../node_modules/jest/bin/jest.js');
    const report = join(folder, 'report.json');
    const args = [jest, '--rootDir', folder, '--json', `--outputFile=${report}`, '-i'];
    const { status } = spawnSync(process.execPath, args, { cwd: folder });
    const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
    counts = await count(text, status ?? 1);
  });
  return counts;
}

const good = `test('a', () => {}); test('b', () => {});`;

test('passed, failed and skipped tests are counted over all suites', async () => {
  const counts = await jestOn({
    'good.test.js': good,
    'bad.test.js': `test('c', () => { throw new Error('no'); }); test.skip('d', () => {}); test.todo('e');`,
  });
  expect(counts).toEqual({ passed: 2, failed: 1, skipped: 2 });
});

test('a suite that does not load, and one without a test, are failures', async () => {
  const counts = await jestOn({
    'good.test.js': good,
    'broken.test.js': `require('./nothing-there');`,
    'empty.test.js': '',
  });
  expect(counts).toEqual({ passed: 2, failed: 2, skipped: 0 });
});

test('a failure outside of the tests is counted', async () => {
  const counts = await jestOn({
    'after.test.js': `${good} afterAll(() => { throw new Error('no'); });`,
    'bad.test.js': `test('c', () => { throw new Error('no'); });`,
  });
  expect(counts).toEqual({ passed: 2, failed: 2, skipped: 0 });
});

test('a run of no test is a failure', async () => {
  expect(await jestOn({})).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a Jest that crashed, or left half a report, is a failure', async () => {
  expect(await count('', 134)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(await count('{"testResults": [', 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a Jest that is unhappy for a reason of its own is a failure', async () => {
  const report = { testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }] };
  expect(await count(JSON.stringify(report), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(await count(JSON.stringify(report), 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
});

test('the closing line names skipped tests only when there are some', async () => {
  const sum = `total([{ passed: 2, failed: 0, skipped: 0 }, { passed: 1, failed: 4, skipped: 3 }])`;
  expect(await evaluate(imports, `closingLine(${sum})`)).toBe('3 passed, 4 failed, 3 skipped');
  const none = `{ passed: 7, failed: 0, skipped: 0 }`;
  expect(await evaluate(imports, `closingLine(${none})`)).toBe('7 passed, 0 failed');
});
