import { pythonFloat, recordNumberText } from './numberText';

/** Numbers with a point or exponent or many digits, and Python's NaN and Infinity. */
const specialNumbers =
  /-?(?:(?:0|[1-9]\d*)(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)|[1-9]\d{15,})|\bNaN\b|-?\bInfinity\b/g;

/**
 * Parses JSON as Python's `json` does (`NaN` and `Infinity` are allowed), and remembers numbers
 * whose writing a JavaScript number can't hold, so that {@link formatJson} writes them as Python
 * would.
 *
 * @throws SyntaxError if the text is not JSON
 * @example
 * formatJson(parseJson('[1.0, 1]')); // '[1.0, 1]'
 */
export function parseJson(text: string): unknown {
  // Most texts have no such number, and this search is far faster than what follows.
  if (text.search(specialNumbers) < 0) return JSON.parse(text);
  const marker = unusedMarker(text);
  const marked = markSpecialNumbers(text, marker);
  if (marked === undefined) return JSON.parse(text);
  let value: unknown;
  try {
    value = JSON.parse(marked);
  } catch (error) {
    // Positions in the message must be those of the text that was given.
    JSON.parse(text);
    throw error;
  }
  const root = { value };
  unmark(root, marker);
  return root.value;
}

function unusedMarker(text: string): string {
  let marker = '\uE000';
  while (text.includes(marker)) marker += '\uE000';
  return marker;
}

/** Turns special numbers outside of strings into marked strings; undefined if there are none. */
function markSpecialNumbers(text: string, marker: string): string | undefined {
  const parts: string[] = [];
  let marked = false;
  for (let position = 0; position < text.length;) {
    const quote = text.indexOf('"', position);
    const outside = text.slice(position, quote < 0 ? text.length : quote);
    const replaced = outside.replace(specialNumbers, (number) => {
      const value = Number(number);
      // The value of any other number says how Python writes it.
      const special = Number.isInteger(value) || !Number.isFinite(value);
      return special ? `"${marker}${number}"` : number;
    });
    marked ||= replaced !== outside;
    parts.push(replaced);
    if (quote < 0) break;
    const end = stringEnd(text, quote);
    parts.push(text.slice(quote, end));
    position = end;
  }
  return marked ? parts.join('') : undefined;
}

/** The position after a string that starts at `quote`. */
function stringEnd(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function unmark(holder: object, marker: string): void {
  const record = holder as Record<string, unknown>;
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (typeof value === 'string' && value.startsWith(marker)) {
      const written = value.slice(marker.length);
      const number = Number(written);
      record[key] = number;
      recordNumberText(
        holder,
        key,
        number,
        /^-?\d+$/.test(written) ? BigInt(written).toString() : pythonFloat(number),
      );
    } else if (typeof value === 'object' && value !== null) {
      unmark(value, marker);
    }
  }
}
