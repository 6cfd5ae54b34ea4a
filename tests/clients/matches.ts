import { isDeepStrictEqual } from 'node:util';
import type { Expected } from './ClientCell';
import type { NormalOutput } from './normalForm';

/** How closely outputs are compared. */
export type Closeness =
  /** Kinds, texts, values, errors. */
  | 'exact'
  /** Kinds, MIME types, printed text; values and errors have other words in another language. */
  | 'kinds';

/** Whether outputs are the expected ones, in order. */
export function matches(
  outputs: readonly NormalOutput[],
  expected: readonly Expected[],
  closeness: Closeness,
): boolean {
  return (
    outputs.length === expected.length &&
    outputs.every((output, index) => matchesOne(output, expected[index]!, closeness === 'exact'))
  );
}

function matchesOne(output: NormalOutput, expected: Expected, exact: boolean): boolean {
  switch (expected.kind) {
    case 'stdout':
    case 'stderr':
    case 'stdin':
      return output.kind === expected.kind && textMatches(output.text, expected.text);
    case 'error':
      if (output.kind !== 'error') return false;
      return (
        !exact || (output.ename === expected.ename && textMatches(output.evalue, expected.evalue))
      );
    default: {
      if (output.kind !== expected.kind) return false;
      const types = Object.keys(expected.data).sort();
      if (!isDeepStrictEqual(Object.keys(output.data).sort(), types)) return false;
      if (!exact) return true;
      return (
        isDeepStrictEqual(output.metadata, expected.metadata ?? {}) &&
        types.every((type) => textMatches(output.data[type]!, expected.data[type]!))
      );
    }
  }
}

function textMatches(text: string, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? text === expected : expected.test(text);
}
