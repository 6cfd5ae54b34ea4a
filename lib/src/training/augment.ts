import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import * as tf from '@tensorflow/tfjs';
import { multiply, turnBy, type Matrix } from '../groups/matrices';
import type { LabelledImages } from './dataset';

/**
 * How strongly pictures are changed at random before each step, so that a network never sees the
 * same picture twice. What is not given does not happen.
 *
 * @example const randomRotations: Augmentation = { degrees: 180 };
 */
export interface Augmentation {
  /** The largest rotation in either direction, in degrees; 180 for any angle. */
  degrees?: number;
  /**
   * The largest stretch along a direction and across it; 0.1 gives factors between e^-0.1 and
   * e^0.1.
   */
  stretch?: number;
  /** The largest slant, in pixels sideways for each pixel. */
  slant?: number;
  /** The largest shift along each axis, in pixels. */
  shift?: number;
}

/**
 * A batch like that of `imageBatch`, but each picture is turned, stretched, slanted and moved by
 * its own random amounts, uniform in the given ranges. Pixels are interpolated bilinearly; outside
 * the picture they are zero.
 *
 * @param seed the same seed gives the same random amounts
 * @returns `[indices.length, height, width, 1]`, float32 in 0..1
 *
 * @example
 * const augmentation = { degrees: 180, stretch: 0.1, slant: 0.1, shift: 1 };
 * augmentedBatch(data, [0, 1, 2], augmentation, 5); // [3, 33, 33, 1]
 */
export function augmentedBatch(
  { images, height, width }: LabelledImages,
  indices: ArrayLike<number>,
  augmentation: Augmentation,
  seed: number,
): tf.Tensor4D {
  const random = randomNumbers(seed);
  const { shift = 0 } = augmentation;
  const size = height * width;
  const pixels = new Float32Array(indices.length * size);
  for (let i = 0; i < indices.length; i++) {
    const source = images.subarray(indices[i]! * size, (indices[i]! + 1) * size);
    const target = pixels.subarray(i * size, (i + 1) * size);
    const map = randomMap(augmentation, random);
    const move = [random() * shift, random() * shift] as const;
    resample(source, target, height, width, map, move);
  }
  return tf.tensor4d(pixels, [indices.length, height, width, 1]);
}

/** Uniform random numbers between -1 and 1. */
function randomNumbers(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  const most = 2 ** 31;
  return () => uniformInt(generator, -most, most) / most;
}

function randomMap(
  { degrees = 0, stretch = 0, slant = 0 }: Augmentation,
  random: () => number,
): Matrix {
  const direction = turnBy(Math.PI * random());
  const along = Math.exp(stretch * random());
  const sideways = slant * random();
  const across = Math.exp(stretch * random());
  const turned = turnBy((degrees * Math.PI * random()) / 180);
  const deformed = multiply(direction, [along, sideways, 0, across]);
  return multiply(turned, multiply(deformed, transposed(direction)));
}

const transposed = ([a, b, c, d]: Matrix): Matrix => [a, c, b, d];

/**
 * Each pixel of the target takes its value from the point of the source where the map, about the
 * centre, and then the shift take it.
 */
function resample(
  source: Uint8Array,
  target: Float32Array,
  height: number,
  width: number,
  [a, b, c, d]: Matrix,
  [down, right]: readonly [number, number],
): void {
  const [middleRow, middleCol] = [(height - 1) / 2, (width - 1) / 2];
  for (let row = 0; row < height; row++) {
    for (let col = 0; col < width; col++) {
      const [y, x] = [row - middleRow, col - middleCol];
      const fromRow = middleRow + down + a * y + b * x;
      const fromCol = middleCol + right + c * y + d * x;
      const top = Math.floor(fromRow);
      const left = Math.floor(fromCol);
      // Outside the picture everything is zero; so are a digit's outermost rows and columns.
      if (top < 0 || left < 0 || top >= height - 1 || left >= width - 1) continue;
      const [below, beside] = [fromRow - top, fromCol - left];
      const at = top * width + left;
      const upper = (1 - beside) * source[at]! + beside * source[at + 1]!;
      const lower = (1 - beside) * source[at + width]! + beside * source[at + width + 1]!;
      target[row * width + col] = ((1 - below) * upper + below * lower) / 255;
    }
  }
}
