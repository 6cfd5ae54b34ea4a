import { readFile } from 'node:fs/promises';

/** MNIST's own format: 2 zero bytes, the element type, the number of axes, the axes' lengths, the bytes. */
const UNSIGNED_BYTE = 8;

/**
 * Reads an idx file of unsigned bytes.
 *
 * @param path the file
 * @param shape the lengths of its axes, as expected
 * @returns the elements, last axis fastest
 * @throws Error when the file holds something else
 * @example await readIdx('train-labels-idx1-ubyte', [60000]);
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
