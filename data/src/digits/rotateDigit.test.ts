import { noise } from '../testSupport/fixtures';
import { rotateDigit } from './rotateDigit';

/**
 * Bilinear interpolation written the other way round: every pixel of the digit, at (x, y) right of
 * and above the centre, is a tent one pixel wide; the turned image is the sum of the tents where
 * the turn puts its points.
 */
function turnedByTents(digit: Uint8Array, angle: number): number[] {
  const result: number[] = [];
  for (let row = 0; row < 28; row++) {
    for (let column = 0; column < 28; column++) {
      const length = Math.hypot(column - 13.5, 13.5 - row);
      const before = Math.atan2(13.5 - row, column - 13.5) - angle;
      const x = length * Math.cos(before);
      const y = length * Math.sin(before);
      let sum = 0;
      for (let i = 0; i < 784; i++) {
        const right = (i % 28) - 13.5 - x;
        const up = 13.5 - (i - (i % 28)) / 28 - y;
        const tent = (1 - (right < 0 ? -right : right)) * (1 - (up < 0 ? -up : up));
        if (right > -1 && right < 1 && up > -1 && up < 1) sum += tent * (digit[i] ?? NaN);
      }
      result.push(sum);
    }
  }
  return result;
}

/** Quarter turns counter-clockwise, as pixels that move. */
function quarterTurned(digit: Uint8Array): Uint8Array {
  const result = new Uint8Array(784);
  for (let row = 0; row < 28; row++) {
    for (let column = 0; column < 28; column++) {
      // What is on the right comes to the top.
      result[(27 - column) * 28 + row] = digit[row * 28 + column] ?? NaN;
    }
  }
  return result;
}

test.each([0.1, 1, 2.5, 4, 5.9, -0.7])('equals a direct sum when turned by %d radians', (angle) => {
  const digit = noise(Math.round(angle * 100));
  const expected = turnedByTents(digit, angle);
  const turned = rotateDigit(digit, angle);
  const worst = Math.max(...expected.map((value, i) => Math.abs(value - (turned[i] ?? NaN))));
  expect(worst).toBeLessThanOrEqual(0.5 + 1e-9);
});

test('moves the pixels exactly by quarter turns', () => {
  let expected = noise(5);
  for (let quarters = 0; quarters <= 4; quarters++) {
    expect(rotateDigit(noise(5), (quarters * Math.PI) / 2)).toEqual(expected);
    expected = quarterTurned(expected);
  }
});

test('turns counter-clockwise on the screen', () => {
  const digit = new Uint8Array(784);
  digit[13 * 28 + 27] = 255; // at the right
  const turned = rotateDigit(digit, Math.PI / 4);
  const brightest = turned.indexOf(Math.max(...turned));
  expect(Math.floor(brightest / 28)).toBeLessThan(6); // towards the top
  expect(brightest % 28).toBeGreaterThan(21); // and still at the right
});

test('leaves the digit given as it was', () => {
  const digit = noise(9);
  rotateDigit(digit, 1);
  expect(digit).toEqual(noise(9));
});
