import { DIGIT_SIDE, IMAGE_SIDE } from '../DigitSet';

/** Rows above and columns to the left; the other 3 of the 5 come below and to the right. */
const BEFORE = 2;

/**
 * Pads a 28×28 digit to 33×33: 2 before and 3 after along both axes, repeating the edge.
 *
 * @param digit 784 bytes, row by row
 * @returns 1089 new bytes
 * @example padDigit(digit)[0] === digit[0]; // the corner is repeated
 */
export function padDigit(digit: Uint8Array): Uint8Array {
  const padded = new Uint8Array(IMAGE_SIDE * IMAGE_SIDE);
  for (let row = 0; row < IMAGE_SIDE; row++) {
    const from = inside(row - BEFORE) * DIGIT_SIDE;
    for (let column = 0; column < IMAGE_SIDE; column++) {
      padded[row * IMAGE_SIDE + column] = digit[from + inside(column - BEFORE)] ?? 0;
    }
  }
  return padded;
}

function inside(position: number): number {
  return Math.min(Math.max(position, 0), DIGIT_SIDE - 1);
}
