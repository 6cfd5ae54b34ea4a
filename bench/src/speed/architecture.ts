import type { NetworkName } from './protocol';

/** What a network is made of. */
export interface Architecture {
  isIsotropic: boolean;
  /** After each convolution, for each element of the group. */
  channels: number[];
  /** Elements of the group; 1 where there is none. */
  order: number;
}

export function architectureOf(network: NetworkName): Architecture {
  const isIsotropic = network === 'IsotropicCNN';
  return {
    isIsotropic,
    channels: isIsotropic ? [32, 64, 128, 256, 128] : [8, 16, 32, 64, 128],
    order: isIsotropic ? 1 : network === 'D4CNN' ? 8 : 4,
  };
}
