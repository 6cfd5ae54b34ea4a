import type { Fingerprint } from './winnow';
import type { Tokens } from './tokenize';

/** The first and last line, from 1. */
export type Lines = [first: number, last: number];

/** Lines of two answers that match. */
export interface Region {
  lines: [Lines, Lines];
}

/** An answer's tokens and fingerprints. */
export interface Printed {
  tokens: Tokens;
  prints: readonly Fingerprint[];
}

/**
 * Finds where two answers are alike: the code that their common fingerprints cover, with adjacent
 * ones joined.
 *
 * @param isShared whether a fingerprint counts, by its hash
 * @param noise tokens of a fingerprint
 * @returns regions in the order of the first answer
 */
export function matchingLines(
  first: Printed,
  second: Printed,
  isShared: (hash: number) => boolean,
  noise: number,
): Region[] {
  const places = new Map<number, number[]>();
  for (const { hash, at } of second.prints) places.set(hash, [...(places.get(hash) ?? []), at]);
  /** The first token in both answers, and the number of tokens. */
  const runs: { a: number; b: number; length: number }[] = [];
  for (const { hash, at } of first.prints) {
    const candidates = isShared(hash) ? (places.get(hash) ?? []) : [];
    if (candidates.length === 0) continue;
    const run = runs.at(-1);
    const expected = run && run.b + (at - run.a);
    const continues = run && at <= run.a + run.length && candidates.includes(expected!);
    if (continues) run.length = at - run.a + noise;
    else runs.push({ a: at, b: candidates[0]!, length: noise });
  }
  return runs.map(({ a, b, length }) => ({
    lines: [linesOf(first.tokens, a, length), linesOf(second.tokens, b, length)],
  }));
}

function linesOf({ lines }: Tokens, at: number, length: number): Lines {
  return [lines[at]!, lines[at + length - 1]!];
}
