import { inside, noise } from '../testSupport/fixtures';
import { padDigit } from './padDigit';

test('puts 2 before and 3 after, and repeats the edges', () => {
  const digit = new Uint8Array(784).fill(50);
  digit[0] = 1; // top left
  digit[27] = 2; // top right
  digit[27 * 28] = 3; // bottom left
  digit[27 * 28 + 27] = 4; // bottom right
  const padded = padDigit(digit);
  const block = (row: number, column: number, rows: number, columns: number): number[] =>
    Array.from({ length: rows * columns }, (_, i) => {
      return padded[(row + Math.floor(i / columns)) * 33 + column + (i % columns)] ?? NaN;
    });
  expect(new Set(block(0, 0, 3, 3))).toEqual(new Set([1]));
  expect(new Set(block(0, 29, 3, 4))).toEqual(new Set([2]));
  expect(new Set(block(29, 0, 4, 3))).toEqual(new Set([3]));
  expect(new Set(block(29, 29, 4, 4))).toEqual(new Set([4]));
  expect(padded.filter((byte) => byte !== 50)).toHaveLength(9 + 12 + 12 + 16);
  expect(padded).toHaveLength(33 * 33);
});

test('keeps the digit, and repeats each edge pixel outwards', () => {
  const padded = padDigit(noise(3));
  expect(inside(padded, 0)).toEqual(noise(3));
  const at = (row: number, column: number): number | undefined => padded[row * 33 + column];
  for (let i = 2; i < 30; i++) {
    for (const far of [0, 1]) expect([at(far, i), at(i, far)]).toEqual([at(2, i), at(i, 2)]);
    for (const far of [30, 31, 32])
      expect([at(far, i), at(i, far)]).toEqual([at(29, i), at(i, 29)]);
  }
});
