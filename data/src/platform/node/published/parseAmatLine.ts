import { DIGIT_SIDE } from '../../../DigitSet';

const PIXELS = DIGIT_SIDE * DIGIT_SIDE;
/** Values this far outside of 0..1 count as rounding errors. */
const SLACK = 1e-6;
/** Decimal numbers alone: `Number` would also accept "0x1" and "Infinity". */
const DECIMAL = /^[\d.eE+-]+$/;
/** The highest character code of a blank: the space. Tabs and carriage returns are below it. */
export const SPACE = 32;

/** One line of an `.amat` file. */
export interface AmatLine {
  /** 784 bytes, row by row, in the order of the line. */
  readonly digit: Uint8Array;
  /** 0 to 9. */
  readonly label: number;
}

/**
 * Reads one line of an `.amat` file: 784 intensities in 0..1, row by row, then the label, separated
 * by blanks. Intensities are rounded to whole 255ths.
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

/** Reads decimal numbers separated by blanks. Those after the first `most` are only counted. */
function parseNumbers(line: Buffer, most: number): { values: Float64Array; count: number } {
  const values = new Float64Array(most);
  const length = line.length;
  let count = 0;
  let value = NaN;
  let valueStart = 0;
  let valueLength = 0;
  for (let start = 0; ;) {
    while (start < length && (line[start] ?? 0) <= SPACE) start++;
    if (start === length) return { values, count };
    // Images have long runs of one number; converting a run only once halves the time.
    let same = true;
    let end = start;
    for (; end < length && (line[end] ?? 0) > SPACE; end++) {
      if (line[end] !== line[valueStart + end - start]) same = false;
    }
    if (!same || end - start !== valueLength) {
      value = decimal(line.toString('latin1', start, end), count + 1);
      valueStart = start;
      valueLength = end - start;
    }
    if (count < most) values[count] = value;
    count++;
    start = end;
  }
}

function decimal(word: string, place: number): number {
  const value = DECIMAL.test(word) ? Number(word) : NaN;
  if (Number.isNaN(value)) {
    const shown = JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);
    throw new Error(`number ${place} should be a decimal number, but is ${shown}.`);
  }
  return value;
}
