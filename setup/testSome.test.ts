import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { inFolder, startProgram, type Ending } from './testing/program';

/** Runs the command in a folder in which the compiler and Jest only say what they are asked for. */
async function runIn(root: string, ...args: string[]): Promise<Ending> {
  const command = JSON.stringify(args.map((arg) => arg.replace('<root>', root)));
  return startProgram(
    `import { testSome } from './commands/testSome.mjs';
    process.exitCode = await testSome(${JSON.stringify(root)}, ${command});`,
  ).ended;
}

function fakeProject(root: string, compiler = ''): void {
  const say = `console.log(__filename.split('/').at(-1), ...process.argv.slice(2));`;
  const files = {
    'node_modules/typescript/bin/tsc': say + compiler,
    'node_modules/jest/bin/jest.js': say,
    'tsconfig.json': '{ "references": [{ "path": "lib" }] }',
    'lib/package.json': '{}',
    'lib/tsconfig.json': '{}',
    'tests/tsconfig.json': '{}',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

test('the package of a test is built, and the test is run', () =>
  inFolder(async (root) => {
    fakeProject(root);
    const { code, output } = await runIn(root, '<root>/lib/src/a.test.ts', '-t', 'name');
    const file = `${root}/lib/src/a.test.ts`;
    expect(output).toBe(`tsc -b ${root}/lib\njest.js ${file} -t name\n`);
    expect(code).toBe(0);
  }));

test('a test outside of packages needs all of them', () =>
  inFolder(async (root) => {
    fakeProject(root);
    const { output } = await runIn(root, '<root>/tests/a.test.ts', '<root>/lib/src');
    expect(output).toMatch(`tsc -b ${root} ${root}/lib\njest.js `);
  }));

test('nothing is run on a build that failed, nor without packages', () =>
  inFolder(async (root) => {
    expect(await runIn(root, '<root>/lib')).toMatchObject({
      output: expect.stringContaining('npm start') as string,
      code: 2,
    });
    fakeProject(root, 'process.exitCode = 3;');
    const { code, output } = await runIn(root, '<root>/lib');
    expect([code, output]).toEqual([3, `tsc -b ${root}/lib\n`]);
  }));

test('a unit test of this project takes less than ten seconds, its build included', async () => {
  // The best of three, since other tests keep the processors busy.
  let best = Infinity;
  for (let i = 0; i < 3 && best > 10_000; i++) {
    const begin = performance.now();
    const { code } = await runIn(resolve(__dirname, '..'), '<root>/display/src/Throttle.test.ts');
    expect(code).toBe(0);
    best = Math.min(best, performance.now() - begin);
  }
  expect(best).toBeLessThan(10_000);
});
