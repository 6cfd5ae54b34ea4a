import { DIGIT_SIDE } from '../DigitSet';

/**
 * Turns a 28×28 digit counter-clockwise, as seen on the screen, about the centre of its grid. Each
 * pixel of the result takes its value from the point to which the inverse turn sends it, by
 * bilinear interpolation; pixels outside the grid are 0. Quarter turns move the pixels exactly.
 *
 * The result is the same on every machine: between engines only sine and cosine may differ, in the
 * last bit, and rounding to bytes hides so small a difference.
 *
 * @param digit 784 bytes, row by row
 * @param angle radians, counter-clockwise
 * @returns 784 new bytes, rounded to the nearest
 * @example rotateDigit(digit, Math.PI / 2); // the top row becomes the left column
 */
export function rotateDigit(digit: Uint8Array, angle: number): Uint8Array {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const centre = (DIGIT_SIDE - 1) / 2;
  const turned = new Uint8Array(DIGIT_SIDE * DIGIT_SIDE);
  for (let row = 0; row < DIGIT_SIDE; row++) {
    for (let column = 0; column < DIGIT_SIDE; column++) {
      const right = column - centre;
      const down = row - centre;
      const value = bilinear(
        digit,
        centre + cos * down + sin * right,
        centre + cos * right - sin * down,
      );
      turned[row * DIGIT_SIDE + column] = Math.round(value);
    }
  }
  return turned;
}

function bilinear(digit: Uint8Array, row: number, column: number): number {
  const top = Math.floor(row);
  const left = Math.floor(column);
  const down = row - top;
  const right = column - left;
  return (
    (1 - down) * ((1 - right) * at(digit, top, left) + right * at(digit, top, left + 1)) +
    down * ((1 - right) * at(digit, top + 1, left) + right * at(digit, top + 1, left + 1))
  );
}

function at(digit: Uint8Array, row: number, column: number): number {
  if (row < 0 || row >= DIGIT_SIDE || column < 0 || column >= DIGIT_SIDE) return 0;
  return digit[row * DIGIT_SIDE + column] ?? 0;
}
