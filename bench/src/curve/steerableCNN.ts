import * as tf from '@tensorflow/tfjs';
import {
  C16,
  C4,
  C8,
  GroupMaxPool,
  SpatialMaxPool,
  SteerableGroupConv2d,
  SteerableLiftingConv2d,
  type Group,
} from 'equivariant';
import type { Competitor } from './competitors';

/** The network of notebook 5, over any C_N and with any channels. */
function steerableCNN(group: Group, seed: number, channels = [4, 6, 8, 12, 24]): tf.Sequential {
  const conv = { group, kernelSize: 5, padding: 2 };
  const [first, ...later] = channels.map((filters, i) => ({
    ...conv,
    filters,
    seed: 10 * seed + i,
  }));
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 10 * seed + 5 });
  const layers = [
    new SteerableLiftingConv2d({ ...first!, inputShape: [33, 33, 1] }),
    ...later.flatMap((args) => [
      new SpatialMaxPool(),
      tf.layers.reLU(),
      new SteerableGroupConv2d(args),
    ]),
    new SpatialMaxPool({ strides: 1, padding: 'valid' }),
    new GroupMaxPool(),
    tf.layers.reLU(),
    tf.layers.flatten(),
    tf.layers.dense({ units: 10, kernelInitializer }),
  ];
  return tf.sequential({ layers });
}

/** The channels with which a network has about as many parameters as one of twice the order. */
const wide = [6, 8, 11, 17, 34];

/** More and more directions, in networks of the same channels and of the same size. */
export const directions: readonly Competitor[] = [
  { name: 'C4', make: (seed) => steerableCNN(C4, seed) },
  { name: 'C4, wider', make: (seed) => steerableCNN(C4, seed, wide) },
  { name: 'C8', make: (seed) => steerableCNN(C8, seed) },
  { name: 'C8, wider', make: (seed) => steerableCNN(C8, seed, wide) },
  { name: 'C16', make: (seed) => steerableCNN(C16, seed) },
];
