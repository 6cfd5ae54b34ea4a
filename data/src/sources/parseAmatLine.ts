import { DIGIT_SIDE } from '../DigitSet';
import { parseNumbers } from './parseNumbers';

const PIXELS = DIGIT_SIDE * DIGIT_SIDE;
/** Values as far outside of 0..1 as this are taken for rounding. */
const SLACK = 1e-6;

/** One line of an `.amat` file. */
export interface AmatLine {
  /** 784 bytes, row by row, in the order of the line. */
  readonly digit: Uint8Array;
  /** 0 to 9. */
  readonly label: number;
}

/**
 * Reads one line of an `.amat` file: 784 intensities in 0..1, row by row, then the label, with blanks
 * between. Intensities are rounded to whole 255ths.
 *
 * @throws Error that says what is wrong with the line, to follow "file, line n: "
 * @example parseAmatLine(Buffer.from('0 '.repeat(784) + '7')).label; // 7
 */
export function parseAmatLine(line: Buffer): AmatLine {
  const { values, count } = parseNumbers(line, PIXELS + 1);
  if (count !== PIXELS + 1) {
    throw new Error(`expected ${PIXELS} intensities and a label, but found ${count} numbers.`);
  }
  const digit = new Uint8Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    const value = values[i] ?? NaN;
    if (!(value >= -SLACK && value <= 1 + SLACK)) {
      throw new Error(`number ${i + 1} should be an intensity from 0 to 1, but is ${value}.`);
    }
    digit[i] = Math.round(value * 255);
  }
  const label = values[PIXELS] ?? NaN;
  if (!(Number.isInteger(label) && label >= 0 && label <= 9)) {
    throw new Error(
      `the last number should be a label, a whole number from 0 to 9, but is ${label}.`,
    );
  }
  return { digit, label };
}
