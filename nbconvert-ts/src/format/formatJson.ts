import { numberText } from './numberText';

/** How {@link formatJson} writes. */
export interface JsonStyle {
  /** Spaces of one level; without it, everything is on one line with `, ` and `: ` between. */
  indent?: number;
  /** Whether keys are sorted (by code point, as in Python). */
  sortKeys?: boolean;
  /** Whether characters outside of ASCII are escaped. */
  ascii?: boolean;
}

/**
 * JSON text as Python's `json.dumps` writes it. Our own, since `JSON.stringify` and the libraries
 * around it write JavaScript's numbers: files must have the bytes that Jupyter writes.
 *
 * @param value any JSON value; properties that are undefined are left out
 * @throws TypeError for a value that JSON can't hold (a function, a bigint)
 * @example
 * formatJson({ b: 1, a: 0.00001 }, { sortKeys: true }); // '{"a": 1e-05, "b": 1}'
 */
export function formatJson(value: unknown, style: JsonStyle = {}): string {
  return formatJsonProperty({ value }, 'value', style);
}

/**
 * JSON text of one property: unlike the value alone, its holder knows how a number was written.
 *
 * @returns the text of the property's value
 */
export function formatJsonProperty(
  holder: Record<string, unknown>,
  key: string,
  style: JsonStyle = {},
): string {
  const parts: string[] = [];
  write(holder, key, holder[key], style, 0, parts);
  return parts.join('');
}

function write(
  holder: object,
  key: string,
  value: unknown,
  style: JsonStyle,
  depth: number,
  parts: string[],
): void {
  if (typeof value === 'string') parts.push(stringText(value, style));
  else if (typeof value === 'number') parts.push(numberText(holder, key, value));
  else if (typeof value === 'boolean' || value === null) parts.push(String(value));
  else if (Array.isArray(value)) writeItems(value, Object.keys(value), '[]', style, depth, parts);
  else if (typeof value === 'object') {
    const record = value as Record<string, unknown>;
    const keys = Object.keys(record).filter((name) => record[name] !== undefined);
    if (style.sortKeys) keys.sort(compareCodePoints);
    writeItems(record, keys, '{}', style, depth, parts);
  } else throw new TypeError(`"${key}" is a ${typeof value}, which JSON can't hold`);
}

function writeItems(
  holder: object,
  keys: string[],
  brackets: '[]' | '{}',
  style: JsonStyle,
  depth: number,
  parts: string[],
): void {
  if (keys.length === 0) {
    parts.push(brackets);
    return;
  }
  const newLine = (level: number): string =>
    style.indent === undefined ? '' : `\n${' '.repeat(style.indent * level)}`;
  const inner = newLine(depth + 1);
  const separator = style.indent === undefined ? ', ' : `,${inner}`;
  parts.push(brackets.charAt(0), inner);
  keys.forEach((key, position) => {
    if (position > 0) parts.push(separator);
    if (brackets === '{}') parts.push(stringText(key, style), ': ');
    write(holder, key, (holder as Record<string, unknown>)[key], style, depth + 1, parts);
  });
  parts.push(newLine(depth), brackets.charAt(1));
}

function stringText(value: string, style: JsonStyle): string {
  const text = JSON.stringify(value);
  if (!style.ascii) return text;
  return text.replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const surrogate = /[\ud800-\udfff]/;

/**
 * JavaScript's own order, by UTF-16 unit, puts characters above U+FFFF before those of U+E000 to
 * U+FFFF.
 */
function compareCodePoints(a: string, b: string): number {
  if (!surrogate.test(a) && !surrogate.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  const position = left.findIndex((code, i) => code !== right[i]);
  if (position < 0) return left.length - right.length;
  return (left[position] ?? 0) - (right[position] ?? -1);
}
