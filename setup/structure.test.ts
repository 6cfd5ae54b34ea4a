import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { evaluate, inFolder } from './testing/program';

// Programs are started here, which takes long on a busy machine.
jest.setTimeout(180_000);

/** A small project in which everything is as it should be; a test adds what should not. */
const sound = {
  'lib/package.json': '{ "name": "equivariant", "exports": { ".": "./dist/index.js" } }',
  'lib/dist/index.js': 'exports.one = 1;',
  'lib/src/index.ts': "export { one } from './one';",
  'lib/src/one.ts': 'export const one = 1;',
  'course/package.json': '{ "name": "course", "main": "dist/index.js" }',
  'course/dist/index.js': '',
  'course/dist/inner.js': '',
  'course/src/index.ts': "export { one } from 'equivariant';",
  'grading/package.json': `{ "name": "course-grading", "exports": {
    ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" },
    "./testing": "./dist/testSupport/index.js" } }`,
  'grading/dist/index.js': '',
  'grading/dist/testSupport/index.js': '',
  'grading/src/index.ts': "export * from 'course'; export { one } from 'equivariant';",
  'tests/all.test.ts': "import 'course-grading'; import 'course-grading/testing';",
  'bench/src/index.ts': "import 'course-grading';",
};
const packages = { equivariant: 'lib', course: 'course', 'course-grading': 'grading' };

async function violations(files: Record<string, string>): Promise<string[]> {
  let found: unknown;
  await inFolder(async (root) => {
    for (const [name, text] of Object.entries({ ...sound, ...files })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    mkdirSync(join(root, 'node_modules'));
    for (const [name, folder] of Object.entries(packages)) {
      symlinkSync(join(root, folder), join(root, 'node_modules', name));
    }
    found = await evaluate(
      `import { checkStructure } from './structure/checkStructure.mjs';`,
      `checkStructure(${JSON.stringify(root)})`,
    );
  });
  return (found as string[]).map((line) => line.split('. ')[0]!);
}

test('a sound project passes', async () => {
  expect(await violations({})).toEqual([]);
});

describe('in a project where everything is wrong once,', () => {
  const wrong = {
    'lib/src/a.ts': "import type { B } from './b'; export interface A { b: B }",
    'lib/src/b.ts': "import type { A } from './a'; export interface B { a?: A }",
    'lib/src/up.ts': "import type {} from 'course';",
    'course/src/closed.ts': "import 'equivariant/dist/one';",
    'grading/src/deep.ts': "import 'course/dist/inner';",
    'grading/src/product.ts': "import './testSupport/support';",
    'grading/src/testSupport/support.ts': '',
    'notebooks/src/grader.ts': "import 'course-grading';",
    'bench/src/program.ts': "export const path = require.resolve('course/dist/inner');",
    'tests/source.test.ts': "import '../lib/src/one';",
    'kernel/src/node/host.ts': '',
    'kernel/src/core/run/up.ts': "import '../../node/host';",
    'kernel/src/core/compile/up.ts': "import type {} from '../run/up';",
  };
  let found: string[];
  beforeAll(async () => {
    found = await violations(wrong);
  });

  test.each([
    ['a circle of types', 'no-circles: lib/src/a.ts -> lib/src/b.ts -> lib/src/a.ts'],
    ['an arrow that goes up', 'arrows-down-from-lib: lib/src/up.ts -> course/dist/index.js'],
    [
      'the grader, imported from below',
      'arrows-down-from-notebooks: notebooks/src/grader.ts -> grading/dist/index.js',
    ],
    ['what a package closes', 'resolvable: course/src/closed.ts -> equivariant/dist/one'],
    ['a compiled file', 'through-the-door: grading/src/deep.ts -> course/dist/inner.js'],
    ['a program by its path', 'through-the-door: bench/src/program.ts -> course/dist/inner.js'],
    [
      'a core that knows its host',
      'arrows-down-in-kernel-core-run: kernel/src/core/run/up.ts -> kernel/src/node/host.ts',
    ],
    [
      'an arrow that goes up in a core',
      'arrows-down-in-kernel-core-compile: kernel/src/core/compile/up.ts -> kernel/src/core/run/up.ts',
    ],
    ["a test's import of source", 'through-the-door: tests/source.test.ts -> lib/src/one.ts'],
    [
      'the support of tests in a product',
      'test-support-in-tests: grading/src/product.ts -> grading/src/testSupport/support.ts',
    ],
  ])('%s is found', (_, violation) => {
    expect(found).toContain(violation);
  });

  test('nothing else is found', () => {
    expect(found).toHaveLength(10);
  });
});
