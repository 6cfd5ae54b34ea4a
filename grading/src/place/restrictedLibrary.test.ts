import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { allowedImports, mayUse, restriction, type NotebookNumber } from 'course';
import * as equivariant from 'equivariant';
import { restrictedLibrary } from './restrictedLibrary';

let folder: string;
beforeEach(() => {
  // Beside the library, so that it finds TensorFlow.js.
  const build = resolve(__dirname, '../../../build');
  mkdirSync(build, { recursive: true });
  folder = mkdtempSync(join(build, 'restricted-'));
  symlinkSync(resolve(__dirname, '../../../lib/node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const load = (): Record<string, unknown> =>
  jest.requireActual<Record<string, unknown>>(join(folder, 'dist/index.js'));

test.each(['1', '2', '3', '4'] as const)(
  'of notebook %s it has what may be imported',
  async (notebook) => {
    const names = await restrictedLibrary(notebook, folder);
    expect(Object.keys(load()).sort()).toEqual([...names].sort());
    const allowed = allowedImports[notebook].equivariant as readonly string[];
    const missing = allowed.filter((name) => !names.includes(name));
    expect(missing).toEqual(allowed.filter((name) => !mayUse(notebook, name)));
    for (const name of Object.keys(equivariant).filter((one) => !names.includes(one))) {
      const reason = restriction(notebook, name);
      expect(mayUse(notebook, name)).toBe(false);
      const value = load()[name] as { order: number } & (() => void) & (new () => object);
      const uses = [
        () => value(),
        () => new value(),
        () => value.order,
        () => class extends value {},
      ];
      for (const use of uses) expect(use).toThrow(reason);
    }
  },
);

test.each<[NotebookNumber, string[]]>([
  ['1', ['C4', 'D4', 'Group', 'LiftingConv2d']],
  ['2', ['rotateP4', 'transformField', 'LiftingConv2d', 'GroupConv2d', 'IsotropicConv2d']],
  ['3', ['C4CNN', 'IsotropicCNN', 'GroupBatchNorm']],
  ['4', ['LiftingConv2d', 'GroupConv2d', 'D4CNN', 'C4CNN']],
])('of notebook %s it does not have the answers', async (notebook, answers) => {
  const names = await restrictedLibrary(notebook, folder);
  expect(names.filter((name) => answers.includes(name))).toEqual([]);
  // Its exports do not lead to the other classes that are in the file.
  const scripts = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
  expect(scripts.filter((file) => /\.(js|ts)$/.test(file) && !file.endsWith('.d.ts'))).toEqual([
    'index.js',
  ]);
  expect(existsSync(join(folder, 'src'))).toBe(false);
  const exported = Object.values(load());
  for (const answer of answers) {
    const original = equivariant[answer as keyof typeof equivariant] as { name?: string };
    expect(
      exported.filter((one) => typeof one === 'function' && one.name === original.name),
    ).toEqual([]);
  }
});

test('what it has works as in the library', async () => {
  await restrictedLibrary('2', folder);
  const { C4 } = load() as Pick<typeof equivariant, 'C4'>;
  expect(C4.elements.map((a) => C4.product(a, 3))).toEqual([3, 0, 1, 2]);
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
    name: 'equivariant',
  });
});
