/*
 * Fields of a request. Each function gives back what it is asked to look at, or throws a TypeError
 * that says what was expected.
 */

export function text(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`The request needs "${name}" as text, got ${typeof value}.`);
}

export function number(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError(`The request needs "${name}" as a number, got ${typeof value}.`);
}

/** Texts by name; none where the field is left out. */
export function texts(name: string, value: unknown): Record<string, string> {
  const given: unknown = value ?? {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`The request needs "${name}" as an object, got ${typeof given}.`);
  }
  return Object.fromEntries(
    Object.entries(given).map(([key, part]) => [key, text(`${name}.${key}`, part)]),
  );
}
