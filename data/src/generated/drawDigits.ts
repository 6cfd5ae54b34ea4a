import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The seed of the set that the course uses. */
export const SEED = 1;

/** Which digits are drawn, and how far each is turned. */
export interface Draw {
  /** Positions of the digits drawn, all different. */
  readonly order: Uint32Array;
  /** Radians counter-clockwise, in [0, 2π), one for each digit drawn. */
  readonly angles: Float64Array;
}

/**
 * Draws `count` of `total` digits without replacement, and an angle for each. The generator
 * (xoroshiro128+) uses integers alone, so the draw is the same on every machine. A smaller draw is
 * the beginning of a larger one.
 *
 * @see {@link https://prng.di.unimi.it/}
 *
 * @param seed any 32-bit integer
 * @param total how many digits there are
 * @param count how many to draw, at most `total`
 * @example drawDigits(1, 70_000, 62_000).order[0];
 */
export function drawDigits(seed: number, total: number, count: number): Draw {
  const shuffling = xoroshiro128plus(seed);
  const turning = xoroshiro128plus(seed);
  turning.jump();
  const deck = Uint32Array.from({ length: total }, (_, position) => position);
  const angles = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const other = uniformInt(shuffling, i, total - 1);
    [deck[i], deck[other]] = [deck[other] ?? 0, deck[i] ?? 0];
    angles[i] = 2 * Math.PI * uniformFloat64(turning);
  }
  return { order: deck.slice(0, count), angles };
}
