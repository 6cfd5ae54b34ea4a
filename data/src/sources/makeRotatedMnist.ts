import { setImmediate } from 'node:timers/promises';
import {
  DIGIT_SIDE,
  digitSet,
  IMAGE_BYTES,
  type Counts,
  type DigitSet,
  type RotatedMnist,
} from '../DigitSet';
import { padDigit } from '../digits/padDigit';
import { rotateDigit } from '../digits/rotateDigit';
import { drawDigits } from './drawDigits';
import type { Digits } from './readMnist';

/** Images between two reports of progress; other work gets its turn there. */
const STRIDE = 1000;

/** What to make. */
export interface Recipe {
  /** Any 32-bit integer: decides which digits are taken, their order and their angles. */
  readonly seed: number;
  /** Whether to turn the digits; without it the same digits, in the same order, stand upright. */
  readonly rotate: boolean;
  readonly counts: Counts;
}

/**
 * Makes a rotated MNIST out of upright digits: a seeded shuffle takes different digits for both parts, each
 * is turned by a uniform random angle and padded to 33×33.
 *
 * @param digits at least as many as both counts together
 * @param recipe seed, counts, whether to turn
 * @param onProgress told how many of how many images are done
 * @example const { train, test } = await makeRotatedMnist(await readMnist(), recipe);
 */
export async function makeRotatedMnist(
  digits: Digits,
  recipe: Recipe,
  onProgress?: (done: number, total: number) => void,
): Promise<RotatedMnist> {
  const { seed, rotate, counts } = recipe;
  const total = counts.train + counts.test;
  const { order, angles } = drawDigits(seed, digits.labels.length, total);
  const all = await turnDigits(digits, order, rotate ? angles : undefined, onProgress);
  const part = (start: number, end: number): DigitSet =>
    digitSet(
      all.images.subarray(start * IMAGE_BYTES, end * IMAGE_BYTES),
      all.labels.subarray(start, end),
    );
  return {
    train: part(0, counts.train),
    test: part(counts.train, total),
    source: describeRecipe(recipe),
  };
}

/**
 * Pads digits, and turns them.
 *
 * @param order the digits' positions
 * @param angles radians counter-clockwise, one for each; without them the digits stand upright
 */
export async function turnDigits(
  digits: Digits,
  order: Uint32Array,
  angles: Float64Array | undefined,
  onProgress?: (done: number, total: number) => void,
): Promise<DigitSet> {
  const total = order.length;
  const images = new Uint8Array(total * IMAGE_BYTES);
  const labels = new Uint8Array(total);
  for (let i = 0; i < total; i++) {
    const from = order[i] ?? 0;
    const size = DIGIT_SIDE * DIGIT_SIDE;
    const upright = digits.images.subarray(from * size, (from + 1) * size);
    const digit = angles ? rotateDigit(upright, angles[i] ?? 0) : upright;
    images.set(padDigit(digit), i * IMAGE_BYTES);
    labels[i] = digits.labels[from] ?? 0;
    if ((i + 1) % STRIDE === 0 || i + 1 === total) {
      onProgress?.(i + 1, total);
      await setImmediate();
    }
  }
  return digitSet(images, labels);
}

/** The recipe as a sentence for people. */
export function describeRecipe({ seed, rotate }: Recipe): string {
  const turned = rotate ? 'each turned by a random angle' : 'upright';
  return `Made from the MNIST digits, ${turned} (seed ${seed}); not the published rotated MNIST files.`;
}
