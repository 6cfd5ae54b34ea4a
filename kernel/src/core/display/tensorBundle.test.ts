import * as util from 'node:util';
import * as tf from '@tensorflow/tfjs';
import type { MimeBundle } from 'jupyter-protocol';
import { mimeBundle as bundleOf } from './mimeBundle';

const mimeBundle = (value: unknown): ReturnType<typeof bundleOf> => bundleOf(value, util);
const text = (bundle: MimeBundle): string => bundle['text/plain'] as string;
const html = (bundle: MimeBundle): string => bundle['text/html'] as string;

beforeAll(() => tf.setBackend('cpu'));

/** Shows a tensor that is made for it, and nothing of which may stay. */
async function shown(make: () => tf.Tensor): Promise<MimeBundle> {
  const before = tf.memory().numTensors;
  const tensor = tf.tidy(make);
  const bundle = await mimeBundle(tensor);
  tensor.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return bundle;
}

it('shows type, shape and values', async () => {
  const bundle = await shown(() =>
    tf.tensor([
      [1, 2.5, -3],
      [0.1, 1 / 3, NaN],
    ]),
  );
  expect(text(bundle)).toBe(
    [
      'Tensor float32 [2, 3]',
      '[[       1,      2.5,       -3],',
      ' [     0.1, 0.333333,      NaN]]',
    ].join('\n'),
  );
  expect(html(bundle)).toContain('<caption>Tensor float32 [2, 3]</caption>');
  expect(html(bundle).match(/<td>[^<]*/g)).toEqual(
    ['1', '2.5', '-3', '0.1', '0.333333', 'NaN'].map((value) => `<td>${value}`),
  );
});

it('shows every type of value', async () => {
  expect(text(await shown(() => tf.scalar(7, 'int32')))).toBe('Tensor int32 []\n7');
  expect(text(await shown(() => tf.tensor([true, false])))).toBe('Tensor bool [2]\n[true, false]');
  expect(text(await shown(() => tf.complex([1, 0.5], [2, -1])))).toBe(
    'Tensor complex64 [2]\n[1 + 2i, 0.5 - 1i]',
  );
  const words = await shown(() => tf.tensor(['<b>', 'c']));
  expect(text(words)).toBe('Tensor string [2]\n["<b>", "c"]');
  expect(html(words)).toContain('&quot;&lt;b&gt;&quot;');
  expect(text(await shown(() => tf.zeros([0, 3])))).toBe('Tensor float32 [0, 3]\n[]');
});

it.each([
  ['small', [12, 11]],
  ['large', [1200, 11]],
])('shows the corner of a %s tensor', async (_size, shape) => {
  const [rows, columns] = shape as [number, number];
  const bundle = await shown(() => tf.range(0, rows * columns).reshape([rows, columns]));
  const lines = text(bundle).split('\n');
  expect(lines).toHaveLength(1 + 10 + 1);
  expect(lines[2]).toBe(' [ 11,  12,  13,  14,  15,  16,  17,  18,  19,  20, …],');
  expect(lines.at(-1)).toBe(' …]');
  expect(html(bundle).match(/<tr>/g)).toHaveLength(1 + 10 + 1);
  expect(html(bundle).match(/…/g)).toHaveLength(1 + 1 + 10 + 11);
});

it.each([
  ['small', [4, 2, 3]],
  ['large', [4000, 2, 3]],
])('shows the first matrices of a %s tensor with three axes', async (_size, shape) => {
  const bundle = await shown(() =>
    tf
      .range(
        0,
        shape.reduce((a, b) => a * b),
      )
      .reshape(shape),
  );
  expect(text(bundle)).toContain('[[[ 0,  1,  2],\n  [ 3,  4,  5]],\n [[ 6,');
  expect(html(bundle).match(/<caption>[^<]*/g)).toEqual(
    [0, 1, 2].map((at) => `<caption>Tensor float32 [${shape.join(', ')}], values at [${at}, :, :]`),
  );
  expect(html(bundle)).toContain('<p>… more along axis 0</p>');
  expect(html(bundle)).toContain('<td>17</td>');
  expect(html(bundle)).not.toContain('<td>18</td>');
});

it('reads no more of a large tensor than it shows', async () => {
  const tensor = tf.ones([100_000]);
  const all = jest.spyOn(tensor, 'dataSync');
  expect(text(await mimeBundle(tensor))).toBe(`Tensor float32 [100000]\n[${'1, '.repeat(10)}…]`);
  expect(all).not.toHaveBeenCalled();
  tensor.dispose();
});

it('names variables', async () => {
  const variable = tf.variable(tf.scalar(1), true, 'a/<k>');
  expect(text(await mimeBundle(variable))).toBe("Variable 'a/<k>' float32 []\n1");
  variable.dispose();
});

it('says that a tensor has been disposed of', async () => {
  const tensor = tf.ones([2, 3]);
  tensor.dispose();
  expect(await mimeBundle(tensor)).toEqual({
    'text/plain': 'Tensor float32 [2, 3], disposed: its values are gone',
  });
});

it('says why values can’t be read', async () => {
  const tensor = tf.ones([2]);
  jest.spyOn(tensor, 'dataSync').mockImplementation(() => {
    throw new Error('not from this backend');
  });
  expect(text(await mimeBundle(tensor))).toBe(
    'Tensor float32 [2]\nIts values can’t be read: not from this backend',
  );
  tensor.dispose();
});

it('takes nothing else for a tensor', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  for (const value of [
    tf.input({ shape: [2] }),
    model,
    tf.buffer([2]),
    { shape: [1], dtype: 'a' },
  ]) {
    expect(text(await mimeBundle(value))).not.toMatch(/^(Tensor|Variable) /);
  }
  model.dispose();
});
