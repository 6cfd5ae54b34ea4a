import type { NetworkName } from './protocol';

/** The dimensions of a network. */
export interface Architecture {
  isIsotropic: boolean;
  /** Fields after each convolution. */
  channels: number[];
  /** Elements of the group; 1 where there is none. */
  order: number;
}

export function architectureOf(network: NetworkName): Architecture {
  const isIsotropic = network === 'IsotropicCNN';
  if (isIsotropic) return { isIsotropic, channels: [32, 64, 128, 256, 128], order: 1 };
  return {
    isIsotropic,
    channels: network.startsWith('Tower') ? [8, 16, 32] : [8, 16, 32, 64, 128],
    order: network === 'TowerC1' ? 1 : network.includes('D4') ? 8 : 4,
  };
}

/** Height and width of each convolution's result. */
const sizes = [33, 17, 9, 5, 3];

/**
 * Multiplications and additions of the convolutions in a training step. The gradients of filters
 * and inputs take as many each as the forward pass; the picture needs no gradient.
 */
export function stepFlops(network: NetworkName, batch: number): number {
  const { channels, order } = architectureOf(network);
  return channels.reduce((sum, filters, i) => {
    const inputs = i === 0 ? 1 : channels[i - 1]! * order;
    const forwards = 2 * sizes[i]! ** 2 * 9 * inputs * filters * order;
    return sum + batch * (i === 0 ? 2 : 3) * forwards;
  }, 0);
}
