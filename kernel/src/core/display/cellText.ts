/** A value that fits into one cell of a table. */
export type Flat = string | number | bigint | boolean | null | undefined;

/** Longest text in a cell of a table. */
const longest = 80;

/** Whether a value fits into one cell of a table. */
export function isFlat(value: unknown): value is Flat {
  return value === null || !['object', 'function', 'symbol'].includes(typeof value);
}

/** A value in a cell of a table: numbers with six digits, text on one line. */
export function cellText(value: Flat): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  const line = value.replace(/\r\n|[\r\n\t]/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Six digits are what a float32 has. */
function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
