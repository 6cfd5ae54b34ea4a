import { mod } from 'equivariant';
import * as tf from '@tensorflow/tfjs';
import type { FieldRotation } from '../mistakes';
import { mutantsFor, wrongBy } from '../../../grading/mutants/Mutants';
import { fieldRotation } from '../exercise';
import { rightRotations, pixels, axis, rotation, gathered, notYet } from './right';

const channelsMoved: FieldRotation = (y, r) => {
  const channels = y.shape[4];
  const order = Array.from(
    { length: channels },
    (_, c) => (c + 4 * channels - mod(r, 4)) % channels,
  );
  return tf.gather(pixels(y, mod(r, 4)), tf.tensor1d(order, 'int32'), 4);
};

const swapped: FieldRotation = (y, r) => {
  const turned = r % 2 ? y.transpose<tf.Tensor5D>([0, 2, 1, 3, 4]) : pixels(y, mod(r, 4));
  return axis(turned, (h) => h - r);
};

const remainder = (k: number): number => k % 4;

/** Gathers the shifted group along some axis. */
const along =
  (which: number, bring = (k: number): number => mod(k, 4)): FieldRotation =>
  (y, r) => {
    const order = [0, 1, 2, 3].map((h) => bring(h - r));
    return tf.gather(pixels(y, mod(r, 4)), tf.tensor1d(order, 'int32'), which);
  };

const wrong = wrongBy((answer: FieldRotation) => answer);

/** Answers to exercise 2.2. */
export const mutants = mutantsFor(fieldRotation, {
  '2.2': {
    right: rightRotations,
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
      wrong(
        'remainders that are negative',
        /keeps the sign/,
        along(3, remainder),
        'turn-123 any-turns composition',
      ),
      wrong('gathered along the channels', /third argument/, along(4), 'all'),
      wrong('gathered along the batch', /third argument/, along(0), 'all'),
      wrong('gathered along the width', /Axis 2 now has/, along(2), 'all'),
      wrong(
        'a call without its ()',
        /lack its \(\)/,
        ((y: tf.Tensor5D) => () => y.clone()) as never,
        'all',
      ),
      wrong('nothing returned', /return/, (() => undefined) as never, 'all'),
      wrong(
        'right for one channel alone',
        /with more channels/,
        (y, r) => {
          const [b, n, , , c] = y.shape;
          const mixed = y
            .reshape<tf.Tensor5D>([b, n, n, c, 4])
            .transpose<tf.Tensor5D>([0, 1, 2, 4, 3]);
          return r === 0 ? y : gathered(mixed, r);
        },
        'turn-123 any-turns composition',
      ),
      wrong(
        'every field becomes the first',
        /with more channels, more fields/,
        (y, r) => gathered(tf.tile(y.slice([0], [1]), [y.shape[0], 1, 1, 1, 1]), r),
        'turn-0123',
      ),
      wrong(
        'the size written as 3',
        /do not fit|keeps the number of values/,
        (y, r) => gathered(y, r).reshape([y.shape[0], 3, 3, 4, y.shape[4]]),
        'turn-0123',
      ),
      wrong(
        'a quarter turn as released',
        /Write your answer/,
        (y, r) => (mod(r, 4) === 1 ? notYet() : gathered(y, r)),
        'turn-1 any-turns composition',
      ),
      wrong(
        'a little too large',
        /must come from one pixel/,
        (y, r) => gathered(y, r).mul(1.001),
        'turn-0123 composition',
      ),
    ],
  },
});
