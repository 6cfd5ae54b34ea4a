import type { NetworkName } from './protocol';

/** Multiplications and additions of a network's convolutions, for one picture, forwards. */
export function convolutionFlops(network: NetworkName): number {
  const isIsotropic = network === 'IsotropicCNN';
  const channels = isIsotropic ? [32, 64, 128, 256, 128] : [8, 16, 32, 64, 128];
  const order = isIsotropic ? 1 : network === 'D4CNN' ? 8 : 4;
  return channels.reduce((sum, filters, i) => sum + layer(i, filters), 0);

  function layer(i: number, filters: number): number {
    const pixels = [33, 17, 9, 5, 3][i]! ** 2;
    const inputs = i === 0 ? 1 : channels[i - 1]! * order;
    return 2 * pixels * 9 * inputs * filters * order;
  }
}

/** Of a training step: the filters' and the inputs' gradients take as many as the way forwards; the picture needs none. */
export function stepFlops(network: NetworkName, batch: number): number {
  const first = 2 * 33 ** 2 * 9 * (network === 'IsotropicCNN' ? 32 : network === 'D4CNN' ? 64 : 32);
  return batch * (3 * convolutionFlops(network) - first);
}
