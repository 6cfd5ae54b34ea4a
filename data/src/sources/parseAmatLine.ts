import { DIGIT_SIDE } from '../DigitSet';

const PIXELS = DIGIT_SIDE * DIGIT_SIDE;
/** Values as far outside of 0..1 as this are taken for rounding. */
const SLACK = 1e-6;
/** What decimal numbers and the blanks between them are made of: keeps out "0x1", "Infinity" and "NaN". */
const DECIMAL = /^[\d.eE+-]+$/;

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
 * @example parseAmatLine('0 '.repeat(784) + '7').label; // 7
 */
export function parseAmatLine(line: string): AmatLine {
  const words = line.trim().split(/\s+/);
  if (words.length !== PIXELS + 1) {
    const found = words[0] === '' ? 0 : words.length;
    throw new Error(`expected ${PIXELS} intensities and a label, but found ${found} numbers.`);
  }
  const digit = new Uint8Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    const word = words[i] ?? '';
    const value = decimal(word);
    if (!(value >= -SLACK && value <= 1 + SLACK)) {
      throw new Error(`number ${i + 1} should be an intensity from 0 to 1, but is ${show(word)}.`);
    }
    digit[i] = Math.round(value * 255);
  }
  const word = words[PIXELS] ?? '';
  const label = decimal(word);
  if (!(Number.isInteger(label) && label >= 0 && label <= 9)) {
    throw new Error(
      `the last number should be a label, a whole number from 0 to 9, but is ${show(word)}.`,
    );
  }
  return { digit, label };
}

function decimal(word: string): number {
  return DECIMAL.test(word) ? Number(word) : NaN;
}

function show(word: string): string {
  return JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);
}
