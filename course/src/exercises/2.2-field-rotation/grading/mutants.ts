import { mod } from 'equivariant';
import * as tf from '@tensorflow/tfjs';
import type { FieldRotation } from '../mistakes';
import { mutantsFor, wrongBy } from '../../../grading/mutants/Mutants';
import { fieldRotation } from '../exercise';

/** Turns the pixels by r quarter turns (0 to 3): a transposition and reversals. */
function pixels(y: tf.Tensor5D, r: number): tf.Tensor5D {
  if (r === 0) return y;
  if (r === 2) return y.reverse([1, 2]);
  return y.transpose<tf.Tensor5D>([0, 2, 1, 3, 4]).reverse(r === 1 ? 1 : 2);
}

/** Element h of the result is element `source(h)` of y. */
function axis(y: tf.Tensor5D, source: (h: number) => number): tf.Tensor5D {
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
function rotation(turns: number, source: (h: number, r: number) => number): FieldRotation {
  return (y, r) => axis(pixels(y, mod(turns * r, 4)), (h) => source(h, r));
}

const gathered = rotation(1, (h, r) => h - r);

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

const swapped: FieldRotation = (y, r) => {
  const turned = r % 2 ? y.transpose<tf.Tensor5D>([0, 2, 1, 3, 4]) : pixels(y, mod(r, 4));
  return axis(turned, (h) => h - r);
};

const channelsMoved: FieldRotation = (y, r) => {
  const channels = y.shape[4];
  const order = Array.from(
    { length: channels },
    (_, c) => (c + 4 * channels - mod(r, 4)) % channels,
  );
  return tf.gather(pixels(y, mod(r, 4)), tf.tensor1d(order, 'int32'), 4);
};

const wrong = wrongBy((answer: FieldRotation) => answer);

/** Answers to exercise 2.2. */
export const mutants = mutantsFor(fieldRotation, {
  '2.2': {
    right: [
      { name: 'transposed, reversed and gathered', answer: gathered },
      { name: 'one quarter turn, done r times', answer: stepByStep },
      { name: 'slices of the group axis put together', answer: sliced },
      { name: 'number by number', answer: numberByNumber },
    ],
    wrong: [
      wrong(
        'group axis not shifted',
        /not shifted/,
        rotation(1, (h) => h),
        'turn-123',
      ),
      wrong(
        'group axis shifted the wrong way',
        /wrong direction/,
        rotation(1, (h, r) => h + r),
        'turn-13',
      ),
      wrong(
        'pixels not turned',
        /stay where they are/,
        rotation(0, (h, r) => h - r),
        'turn-123',
      ),
      wrong(
        'pixels turned clockwise',
        /pixels turn clockwise/,
        rotation(-1, (h, r) => h - r),
        'turn-13',
      ),
      wrong(
        'both the wrong way round',
        /both go the wrong way/,
        rotation(-1, (h, r) => h + r),
        'turn-13',
      ),
      wrong(
        'group axis reversed',
        /reversed/,
        rotation(1, (h) => -h),
        'turn-0123 composition',
      ),
      wrong(
        'group axis shifted by one too many',
        /read in the order/,
        rotation(1, (h, r) => h - r - 1),
        'turn-0123 composition',
      ),
      wrong(
        'height and width swapped instead of turned',
        /swapping height and width/,
        swapped,
        'turn-13 composition',
      ),
      wrong('channels moved instead of the group', /not shifted/, channelsMoved, 'turn-123'),
      wrong(
        'turns once, whatever r is',
        /turns once/,
        (y) => gathered(y, 1),
        'turn-023 any-turns composition',
      ),
      wrong(
        'only half turns right',
        /stay where they are/,
        (y, r) => (mod(r, 4) === 2 ? gathered(y, 2) : y),
        'turn-13 composition',
      ),
      wrong(
        'negative r not handled',
        /keeps the sign/,
        (y, r) => axis(pixels(y, r % 4), (h) => h - r),
        'any-turns',
      ),
      wrong(
        'r above 3 not handled',
        /four turns are none/,
        (y, r) => (r > 3 ? y : gathered(y, r)),
        'any-turns',
      ),
      wrong(
        'group and channels swapped in the result',
        /before and after/,
        (y, r) => gathered(y, r).transpose([0, 1, 2, 4, 3]),
        'shape',
      ),
      wrong('nothing returned', /return/, (() => undefined) as never, 'all'),
    ],
  },
});
