import { DIGIT_SIDE, digitSet, IMAGE_BYTES, type Digits, type DigitSet } from '../DigitSet';
import type { OnProgress } from '../platform/Platform';
import { padDigit } from './padDigit';
import { rotateDigit } from './rotateDigit';

/** Images between two reports of progress; other work gets its turn there. */
const STRIDE = 1000;

/**
 * Picks digits, turns them, and pads them to 33×33.
 *
 * @param order positions of the digits to pick
 * @param angles radians counter-clockwise, one for each; without them the digits stay upright
 * @example await turnDigits(mnist, Uint32Array.of(0), Float64Array.of(Math.PI / 2));
 */
export async function turnDigits(
  { images, labels }: Digits,
  order: Uint32Array,
  angles: Float64Array | undefined,
  onProgress?: OnProgress,
): Promise<DigitSet> {
  const total = order.length;
  const size = DIGIT_SIDE * DIGIT_SIDE;
  const turned = digitSet(new Uint8Array(total * IMAGE_BYTES), new Uint8Array(total));
  for (let i = 0; i < total; i++) {
    const from = order[i] ?? 0;
    const upright = images.subarray(from * size, (from + 1) * size);
    const digit = angles ? rotateDigit(upright, angles[i] ?? 0) : upright;
    turned.images.set(padDigit(digit), i * IMAGE_BYTES);
    turned.labels[i] = labels[from] ?? 0;
    if ((i + 1) % STRIDE === 0 || i + 1 === total) {
      onProgress?.(i + 1, total);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return turned;
}
