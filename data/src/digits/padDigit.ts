import { DIGIT_SIDE, IMAGE_SIDE } from '../DigitSet';

/** Rows above and columns to the left; the other 3 of 5 go below and to the right. */
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
  const last = BEFORE + DIGIT_SIDE - 1;
  for (let row = 0; row < DIGIT_SIDE; row++) {
    const pixels = digit.subarray(row * DIGIT_SIDE, (row + 1) * DIGIT_SIDE);
    const start = (BEFORE + row) * IMAGE_SIDE;
    padded.fill(pixels[0] ?? 0, start, start + BEFORE);
    padded.set(pixels, start + BEFORE);
    padded.fill(pixels[DIGIT_SIDE - 1] ?? 0, start + last + 1, start + IMAGE_SIDE);
  }
  for (let row = 0; row < BEFORE; row++) copyRow(padded, BEFORE, row);
  for (let row = last + 1; row < IMAGE_SIDE; row++) copyRow(padded, last, row);
  return padded;
}

function copyRow(image: Uint8Array, from: number, to: number): void {
  image.copyWithin(to * IMAGE_SIDE, from * IMAGE_SIDE, (from + 1) * IMAGE_SIDE);
}
