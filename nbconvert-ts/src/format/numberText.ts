const numberTexts = Symbol('number text');

interface Recorded {
  value: number;
  text: string;
}
type Numbered = object & { [numberTexts]?: Map<string, Recorded> };

/**
 * Remembers how a number in an object or array was written (`1.0`, a 20-digit integer) if a
 * JavaScript number can't hold that. Kept in a hidden property, so that the values stay plain
 * numbers.
 *
 * @param holder the object or array that holds the number
 * @param key where in the holder it is
 * @param text how to write it again
 */
export function recordNumberText(holder: object, key: string, value: number, text: string): void {
  const numbered = holder as Numbered;
  let map = numbered[numberTexts];
  if (!map) {
    map = new Map();
    Object.defineProperty(holder, numberTexts, { value: map });
  }
  map.set(key, { value, text });
}

/**
 * How Python's `json` writes a number: as it was read, while it is still the same number; otherwise
 * integers in full and other numbers as Python's `repr`.
 *
 * @param holder the object or array that holds the number
 * @param key where in the holder it is
 */
export function numberText(holder: object, key: string, value: number): string {
  const recorded = (holder as Numbered)[numberTexts]?.get(key);
  if (recorded && Object.is(recorded.value, value)) return recorded.text;
  return Number.isInteger(value) ? BigInt(value).toString() : pythonFloat(value);
}

/**
 * An object without some of its properties; the rest is written as it was read.
 *
 * @param object is not changed
 * @returns a copy, or the object itself if it has none of them
 */
export function omit<T extends Record<string, unknown>>(object: T, keys: readonly string[]): T {
  if (!keys.some((key) => Object.hasOwn(object, key))) return object;
  const copy = Object.fromEntries(
    Object.entries(object).filter(([key]) => !keys.includes(key)),
  ) as T;
  for (const [key, { value, text }] of (object as Numbered)[numberTexts] ?? []) {
    recordNumberText(copy, key, value, text);
  }
  return copy;
}

/**
 * A float as Python's `repr` writes it.
 *
 * @returns e.g. `1.0`, `1e-05`, `1e+16`, `NaN`
 */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e');
    return `${mantissa}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
  }
  const fixed = Object.is(value, -0) ? '-0' : String(value);
  return fixed.includes('.') ? fixed : `${fixed}.0`;
}
