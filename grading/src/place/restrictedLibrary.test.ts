import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs';
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

/** Runs the library's script, which lies nowhere in a place. */
function load(script: string): Record<string, unknown> {
  const file = join(folder, 'library.js');
  writeFileSync(file, script);
  return jest.requireActual<Record<string, unknown>>(file);
}

test.each(['1', '2', '3', '4'] as const)(
  'of notebook %s it has what may be imported',
  async (notebook) => {
    const { names, script } = await restrictedLibrary(notebook, folder);
    const library = load(script);
    expect(Object.keys(library).sort()).toEqual([...names].sort());
    const allowed = allowedImports[notebook].equivariant as readonly string[];
    const missing = allowed.filter((name) => !names.includes(name));
    expect(missing).toEqual(allowed.filter((name) => !mayUse(notebook, name)));
    for (const name of Object.keys(equivariant).filter((one) => !names.includes(one))) {
      const reason = restriction(notebook, name);
      expect(mayUse(notebook, name)).toBe(false);
      const value = library[name] as { order: number } & (() => void) & (new () => object);
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
  const { names, script } = await restrictedLibrary(notebook, folder);
  expect(names.filter((name) => answers.includes(name))).toEqual([]);
  // What lies there is types, and a file that is never read; the exports lead to no other class.
  const scripts = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
  expect(scripts.filter((file) => /\.(js|ts)$/.test(file) && !file.endsWith('.d.ts'))).toEqual([
    'index.js',
  ]);
  expect(readFileSync(join(folder, 'dist/index.js'), 'utf8')).toHaveLength(43);
  expect(existsSync(join(folder, 'src'))).toBe(false);
  const exported = Object.values(load(script));
  for (const answer of answers) {
    const original = equivariant[answer as keyof typeof equivariant] as { name?: string };
    expect(
      exported.filter((one) => typeof one === 'function' && one.name === original.name),
    ).toEqual([]);
  }
});

test('what it has works as in the library', async () => {
  const { script } = await restrictedLibrary('2', folder);
  const { C4 } = load(script) as Pick<typeof equivariant, 'C4'>;
  expect(C4.elements.map((a) => C4.product(a, 3))).toEqual([3, 0, 1, 2]);
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
    name: 'equivariant',
  });
});

test('who may not turn fields can’t have them turned by whoever measures them', async () => {
  const { script } = await restrictedLibrary('2', folder);
  const { C4, equivarianceError } = load(script) as unknown as typeof equivariant;
  const seen: number[] = [];
  const spy = (x: tf.Tensor): tf.Tensor => {
    seen.push(x.rank);
    return x;
  };
  expect(() => equivarianceError(spy, C4, tf.zeros([1, 3, 3, 4, 1]))).toThrow('exercise 2.2');
  expect(seen).toEqual([5]);
  expect(equivarianceError(spy, C4, tf.ones([1, 3, 3, 1])).map(({ relative }) => relative)).toEqual(
    [0, 0, 0, 0],
  );
});
