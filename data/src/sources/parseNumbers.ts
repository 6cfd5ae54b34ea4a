/** Decimal numbers only: `Number` alone would take "0x1" and "Infinity" too. */
const DECIMAL = /^[\d.eE+-]+$/;
/** The highest character code that counts as a blank: the space; below it are tabs and their like. */
const SPACE = 32;

/**
 * Reads the decimal numbers of a line, with blanks between.
 *
 * @param line bytes of text, such as `"0 0.25 1e0"`
 * @param most how many numbers are kept; more are only counted
 * @returns the numbers, and how many there were
 * @throws Error when something is not a number, with its place in the line
 * @example parseNumbers(Buffer.from('0 0.25 7'), 3).values; // Float64Array [0, 0.25, 7]
 */
export function parseNumbers(line: Buffer, most: number): { values: Float64Array; count: number } {
  const values = new Float64Array(most);
  const length = line.length;
  let count = 0;
  let value = NaN;
  let valueStart = 0;
  let valueLength = 0;
  for (let start = 0; ;) {
    while (start < length && (line[start] ?? 0) <= SPACE) start++;
    if (start === length) return { values, count };
    // Images have long runs of the same number, and reading a run but once halves the time.
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
