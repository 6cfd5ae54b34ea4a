import type { DigitSet } from './DigitSet';
import { turnDigits } from './digits/turnDigits';
import { drawDigits } from './generated/drawDigits';
import { COUNTS, SEED } from './loadRotatedMnist';
import { platform } from './platform';

/**
 * Generates test digits that nobody has seen before: none of them is among those that the course
 * trains with, and each is turned by a new angle.
 *
 * @param seed any 32-bit integer; decides which digits are drawn and how far they are turned
 * @param count at most 58,000
 * @throws Error when the MNIST digits are not available
 * @example const test = await makeTestDigits(20_240_501, 2000);
 */
export async function makeTestDigits(seed: number, count: number): Promise<DigitSet> {
  const digits = await platform.readMnist();
  const total = digits.labels.length;
  const trained = new Set(drawDigits(SEED, total, COUNTS.train).order);
  const others = Uint32Array.from({ length: total }, (_, i) => i).filter((i) => !trained.has(i));
  const { order, angles } = drawDigits(seed, others.length, count);
  return turnDigits(
    digits,
    order.map((place) => others[place]!),
    angles,
  );
}
