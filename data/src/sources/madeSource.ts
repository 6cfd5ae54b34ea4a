import type { DataSource } from './DataSource';
import { describeRecipe, makeRotatedMnist, type Recipe } from './makeRotatedMnist';
import { MNIST_COUNT, readMnist } from './readMnist';

/**
 * A set made from the MNIST digits as a source.
 *
 * @throws RangeError when the seed is no 32-bit integer or MNIST has too few digits
 */
export function madeSource(recipe: Recipe): DataSource {
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
    name: `made-${rotate ? 'rotated' : 'upright'}-seed${seed}`,
    key: { source: describeRecipe(recipe), fingerprint: `seed ${seed}`, counts },
    make: async (onProgress) => makeRotatedMnist(await readMnist(), recipe, onProgress),
  };
}
