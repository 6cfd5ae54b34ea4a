import { MNIST_COUNT, type DigitSet } from './DigitSet';
import { turnDigits } from './digits/turnDigits';
import { drawDigits, SEED } from './generated/drawDigits';
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
  const { train } = platform.counts;
  const trained = new Set(drawDigits(SEED, MNIST_COUNT, train).order);
  const others = Uint32Array.from({ length: MNIST_COUNT }, (_, i) => i).filter(
    (i) => !trained.has(i),
  );
  const { order, angles } = drawDigits(seed, others.length, count);
  const places = order.map((place) => others[place]!);
  return turnDigits(await platform.readMnist(places), places, angles);
}
