import { architectureOf } from './architecture';
import type { NetworkName } from './protocol';

/** Height and width of what each convolution gives. */
const sizes = [33, 17, 9, 5, 3];

/**
 * Multiplications and additions of the convolutions in a training step: the filters' and the inputs' gradients take as many as the way
 * forwards; the picture needs no gradient.
 */
export function stepFlops(network: NetworkName, batch: number): number {
  const { channels, order } = architectureOf(network);
  return channels.reduce((sum, filters, i) => {
    const inputs = i === 0 ? 1 : channels[i - 1]! * order;
    const forwards = 2 * sizes[i]! ** 2 * 9 * inputs * filters * order;
    return sum + batch * (i === 0 ? 2 : 3) * forwards;
  }, 0);
}
