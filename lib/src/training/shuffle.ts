import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * The numbers 0 .. count - 1 in an order that seed and epoch alone decide, so that a run that was
 * stopped goes on with the same pictures (Fisher-Yates, xoroshiro128+).
 */
export function shuffled(count: number, seed: number, epoch: number): Int32Array {
  const generator = xoroshiro128plus(seed * 1_000_003 + epoch);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = uniformInt(generator, 0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
