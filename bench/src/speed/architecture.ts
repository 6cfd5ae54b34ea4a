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
  if (isIsotropic) return { isIsotropic, channels: [32, 64, 128, 256, 128], order: 1 };
  return {
    isIsotropic,
    channels: network.startsWith('Tower') ? [8, 16, 32] : [8, 16, 32, 64, 128],
    order: network === 'TowerC1' ? 1 : network.includes('D4') ? 8 : 4,
  };
}
