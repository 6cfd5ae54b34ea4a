import { MNIST_COUNT, slice, type Counts, type Digits, type RotatedMnist } from '../DigitSet';
import { turnDigits } from '../digits/turnDigits';
import { platform } from '../platform';
import type { DataSource, OnProgress } from '../platform/Platform';
import { drawDigits } from './drawDigits';

/** What to generate. */
export interface Recipe {
  /** Any 32-bit integer: decides which digits are drawn, their order and their angles. */
  readonly seed: number;
  /** `false`: the same digits, in the same order, stay upright. */
  readonly rotate: boolean;
  readonly counts: Counts;
}

/**
 * Generates a rotated MNIST from upright digits: a seeded shuffle draws different digits for both
 * parts; each is turned by a uniform random angle and padded to 33×33.
 *
 * @param digits at least as many as both counts together
 * @example const { train, test } = await generateRotatedMnist(mnist, recipe);
 */
export async function generateRotatedMnist(
  digits: Digits,
  recipe: Recipe,
  onProgress?: OnProgress,
): Promise<RotatedMnist> {
  const { seed, rotate, counts } = recipe;
  const total = counts.train + counts.test;
  const { order, angles } = drawDigits(seed, digits.labels.length, total);
  const all = await turnDigits(digits, order, rotate ? angles : undefined, onProgress);
  const train = slice(all, 0, counts.train);
  return { train, test: slice(all, counts.train, total), source: describe(recipe) };
}

/**
 * A set generated from the MNIST digits, as a source.
 *
 * @throws RangeError when the seed is no 32-bit integer or MNIST has too few digits
 */
export function generatedSource(recipe: Recipe): DataSource {
  const { seed, rotate, counts } = recipe;
  if (seed !== (seed | 0)) {
    throw new RangeError(
      `seed must be a whole number from -2147483648 to 2147483647, not ${seed}.`,
    );
  }
  if (counts.train + counts.test > MNIST_COUNT) {
    throw new RangeError(
      `MNIST has ${MNIST_COUNT} digits: too few for ${counts.train} and ${counts.test}.`,
    );
  }
  return {
    // The word "made", here and in the description, is part of every cache there is.
    name: `made-${rotate ? 'rotated' : 'upright'}-seed${seed}`,
    key: { source: describe(recipe), fingerprint: `seed ${seed}`, counts },
    prepare: async (onProgress) => {
      const { order } = drawDigits(seed, MNIST_COUNT, counts.train + counts.test);
      return generateRotatedMnist(await platform.readMnist(order), recipe, onProgress);
    },
  };
}

/** The recipe as a sentence for people. */
function describe({ seed, rotate }: Recipe): string {
  const turned = rotate ? 'each turned by a random angle' : 'upright';
  return `Made from the MNIST digits, ${turned} (seed ${seed}); not the published rotated MNIST files.`;
}
