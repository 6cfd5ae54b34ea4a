import { mod } from 'equivariant';
import * as tf from '@tensorflow/tfjs';
import type { FieldRotation } from '../mistakes';
import type { RightAnswer } from '../../../grading/mutants/Mutants';

/** Turns the pixels by r quarter turns (0 to 3): a transposition and reversals. */
export function pixels(y: tf.Tensor5D, r: number): tf.Tensor5D {
  if (r === 0) return y;
  if (r === 2) return y.reverse([1, 2]);
  return y.transpose<tf.Tensor5D>([0, 2, 1, 3, 4]).reverse(r === 1 ? 1 : 2);
}

/** Element h of the result is element `source(h)` of y. */
export function axis(y: tf.Tensor5D, source: (h: number) => number): tf.Tensor5D {
  return tf.gather(
    y,
    tf.tensor1d(
      [0, 1, 2, 3].map((h) => mod(source(h), 4)),
      'int32',
    ),
    3,
  );
}

/** Pixels turned `turns · r` times, and the group axis read in the order of `source`. */
export function rotation(turns: number, source: (h: number, r: number) => number): FieldRotation {
  return (y, r) => axis(pixels(y, mod(turns * r, 4)), (h) => source(h, r));
}

export const gathered = rotation(1, (h, r) => h - r);

const stepByStep: FieldRotation = (y, r) => {
  for (let i = 0; i < mod(r, 4); i++) y = gathered(y, 1);
  return y;
};

const sliced: FieldRotation = (y, r) => {
  const parts = tf.split(pixels(y, mod(r, 4)), 4, 3);
  return tf.concat(
    [0, 1, 2, 3].map((h) => parts[mod(h - r, 4)] as tf.Tensor5D),
    3,
  );
};

const numberByNumber: FieldRotation = (y, r) => {
  const [batch, n, , order, channels] = y.shape;
  const out = tf.buffer<tf.Rank.R5>(y.shape);
  const values = y.arraySync();
  for (let b = 0; b < batch; b++)
    for (let row = 0; row < n; row++)
      for (let col = 0; col < n; col++)
        for (let h = 0; h < order; h++)
          for (let c = 0; c < channels; c++) {
            let [i, j] = [row, col];
            for (let k = 0; k < mod(r, 4); k++) [i, j] = [j, n - 1 - i];
            out.set(values[b]![i]![j]![mod(h - r, 4)]![c]!, b, row, col, h, c);
          }
  return out.toTensor();
};

/** The matrix that takes element h to h + r. */
function shifted(r: number): tf.Tensor {
  const sources = [0, 1, 2, 3].map((h) => mod(h - r, 4));
  return tf.oneHot(tf.tensor1d(sources, 'int32'), 4).toFloat();
}

export const notYet = (): never => {
  throw new Error('Not implemented');
};

/** Right answers to exercise 2.2, written in different ways. */
export const rightRotations: RightAnswer<FieldRotation>[] = [
  { name: 'transposed, reversed and gathered', answer: gathered },
  { name: 'one quarter turn, done r times', answer: stepByStep },
  { name: 'slices of the group axis put together', answer: sliced },
  { name: 'number by number', answer: numberByNumber },
  {
    name: 'einsum with a permutation matrix',
    answer: (y, r) => tf.einsum('bxyhc,gh->bxygc', pixels(y, mod(r, 4)), shifted(r)) as tf.Tensor5D,
  },
  {
    name: 'the four elements unstacked, turned and stacked',
    answer: (y: tf.Tensor5D, r: number): tf.Tensor5D => {
      const parts = tf.unstack(pixels(y, mod(r, 4)), 3);
      return tf.stack(
        [...parts.slice(4 - mod(r, 4)), ...parts.slice(0, 4 - mod(r, 4))],
        3,
      ) as tf.Tensor5D;
    },
  },
  {
    name: 'pixels gathered from a table',
    answer: (y: tf.Tensor5D, r: number): tf.Tensor5D => {
      const [b, n, , , c] = y.shape;
      const at = tf.range(0, n * n, 1, 'int32').reshape<tf.Tensor5D>([1, n, n, 1, 1]);
      const table = pixels(at, mod(r, 4)).flatten().toInt();
      const moved = tf.gather(y.reshape([b, n * n, 4, c]), table, 1);
      return axis(moved.reshape([b, n, n, 4, c]), (h) => h - r);
    },
  },
  {
    name: 'back by recursion',
    answer: function back(y: tf.Tensor5D, r: number): tf.Tensor5D {
      if (r === 0) return y;
      return r > 0 ? gathered(back(y, r - 1), 1) : gathered(back(y, r + 1), 3);
    },
  },
  {
    name: 'one of four functions',
    answer: (y, r) =>
      [0, 1, 2, 3].map((k) => (x: tf.Tensor5D) => gathered(x, k))[((r % 4) + 4) % 4]!(y),
  },
  {
    name: 'the whole sheet as a matrix product',
    answer: (y: tf.Tensor5D, r: number): tf.Tensor5D => {
      const [b, n, , , c] = y.shape;
      const turned = pixels(y, mod(r, 4))
        .transpose([0, 1, 2, 4, 3])
        .reshape([b * n * n * c, 4]);
      const moved = tf.matMul(turned, shifted(r), false, true);
      return moved.reshape([b, n, n, c, 4]).transpose<tf.Tensor5D>([0, 1, 2, 4, 3]);
    },
  },
];
