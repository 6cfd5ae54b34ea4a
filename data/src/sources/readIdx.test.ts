import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from '../support/fixtures';
import { readIdx } from './readIdx';

const HEADER = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3];

function file(bytes: number[]): string {
  const path = join(emptyFolder(), 'some-idx2-ubyte');
  writeFileSync(path, Uint8Array.from(bytes));
  return path;
}

test('gives the elements', async () => {
  expect(Array.from(await readIdx(file([...HEADER, 9, 8, 7, 6, 5, 4]), [2, 3]))).toEqual([
    9, 8, 7, 6, 5, 4,
  ]);
});

test.each([
  ['is cut short', [...HEADER, 9, 8, 7, 6, 5]],
  ['goes on', [...HEADER, 9, 8, 7, 6, 5, 4, 3]],
  ['has other axes', [0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 9, 8, 7, 6, 5, 4]],
  ['has other elements', [0, 0, 9, ...HEADER.slice(3), 9, 8, 7, 6, 5, 4]],
  ['is empty', []],
])('refuses a file that %s', async (_, bytes) => {
  const path = file(bytes);
  await expect(readIdx(path, [2, 3])).rejects.toThrow(
    `${path}: expected an idx file of 2×3 bytes (18 with its header)`,
  );
});
