const { imul } = Math;

/** How {@link winnow} chooses. */
export interface WinnowOptions {
  /** Matches of fewer tokens are noise and never found: k. */
  noise: number;
  /** One of this many consecutive k-grams is chosen: w. */
  window: number;
  /** Hashes of k-grams that are never chosen. */
  known?: ReadonlySet<number>;
}

/** A k-gram that represents its neighbourhood. */
export interface Fingerprint {
  hash: number;
  /** Its first token, from 0. */
  at: number;
}

/**
 * Chooses fingerprints of a sequence of tokens by winnowing: from every window of w consecutive
 * k-grams the one with the smallest hash, the last of equal ones. The choice depends on the
 * window's tokens alone, so two sequences that share w + k − 1 consecutive tokens share a
 * fingerprint, unless all those k-grams are known.
 *
 * Ours, since packages for it compare whole files and can't leave out known code.
 *
 * S. Schleimer, D. S. Wilkerson, A. Aiken: Winnowing: local algorithms for document fingerprinting.
 * SIGMOD 2003.
 *
 * @returns none if there are fewer than w + k − 1 tokens
 */
export function winnow(
  kinds: readonly number[],
  { noise, window, known }: WinnowOptions,
): Fingerprint[] {
  const hashes = gramHashes(kinds, noise).map((hash) => (known?.has(hash) ? Infinity : hash));
  return leastOfWindows(hashes, window)
    .map((at) => ({ hash: hashes[at]!, at }))
    .filter(({ hash }) => hash !== Infinity);
}

/**
 * The position of the smallest number of every window, the last of equal ones: each position once,
 * in order.
 */
export function leastOfWindows(hashes: readonly number[], window: number): number[] {
  const places: number[] = [];
  let least = -1;
  for (let end = window - 1; end < hashes.length; end++) {
    const start = end - window + 1;
    if (least < start) least = lastLeast(hashes, start, end);
    else if (hashes[end]! <= hashes[least]!) least = end;
    if (places.at(-1) !== least) places.push(least);
  }
  return places;
}

/**
 * The hashes of all k-grams, in order. With 53 bits, two k-grams of a class practically never
 * collide.
 */
export function gramHashes(kinds: readonly number[], k: number): number[] {
  return Array.from({ length: Math.max(0, kinds.length - k + 1) }, (_, start) => {
    let [high, low] = [0x811c9dc5, 0x9e3779b9];
    for (let i = start; i < start + k; i++) {
      high = imul(high ^ kinds[i]!, 0x01000193);
      low = imul(low ^ kinds[i]!, 0x85ebca6b) + 0x165667b1;
      low ^= low >>> 15;
    }
    return (mix(high) >>> 0) * 2 ** 21 + (mix(low) >>> 11);
  });
}

/**
 * Every bit of the input affects every bit of the result: the smallest hash must not depend on
 * which tokens come first.
 */
function mix(value: number): number {
  let mixed = imul(value ^ (value >>> 16), 0x7feb352d);
  mixed = imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}

function lastLeast(hashes: readonly number[], start: number, end: number): number {
  let least = start;
  for (let i = start + 1; i <= end; i++) if (hashes[i]! <= hashes[least]!) least = i;
  return least;
}
