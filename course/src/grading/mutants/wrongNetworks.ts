import * as tf from '@tensorflow/tfjs';
import { SpatialMaxPool } from 'equivariant';
import type { ModelClass } from '../../checks/network/network';
import { type WrongAnswer, wrongBy } from './Mutants';
import { network, spatialPool, type NetworkOptions } from './network';

/** Mistakes that any network of the course can have. */
export function wrongNetworks(options: NetworkOptions): WrongAnswer<ModelClass>[] {
  const wrong = wrongBy((change: NetworkOptions) => network({ ...options, ...change }));
  const dense = (args: Partial<Parameters<typeof tf.layers.dense>[0]>) => (): tf.layers.Layer[] => [
    tf.layers.flatten(),
    tf.layers.dense({ units: 10, ...args }),
  ];
  return [
    wrong('softmax', /softmax to the loss/, { head: dense({ activation: 'softmax' }) }),
    wrong('nine classes', /units: 10/, { head: dense({ units: 9 }) }),
    wrong('ReLU after the logits', /Nothing comes after/, { head: dense({ activation: 'relu' }) }),
    wrong('no ReLU at all', /tf\.layers\.reLU/, { activation: () => [] }),
    wrong('sigmoid for ReLU', /tf\.layers\.reLU/, {
      activation: () => [tf.layers.activation({ activation: 'sigmoid' })],
    }),
    wrong('no ReLU in the last stage', /the last one too/, {
      activation: (stage) => (stage < 4 ? [tf.layers.reLU()] : []),
    }),
    wrong('logits that ignore the picture', /cuts the picture off/, {
      head: dense({ kernelInitializer: 'zeros', biasInitializer: 'ones' }),
    }),
    wrong('3 × 3 pixels left at the end', /single one/, {
      pool: (stage) => (stage < 4 ? [spatialPool(stage)] : []),
    }),
    wrong('window 2', /window 3, stride 2/, {
      pool: (stage) => [
        stage < 4 ? new SpatialMaxPool({ poolSize: 2, padding: 'valid' }) : window2(),
      ],
    }),
    wrong('even sizes', /size is even/, {
      change: ([first, ...rest]) => [first!, window2(), ...rest],
      pool: (stage) => [stage < 4 ? spatialPool(stage) : window2()],
    }),
  ];
}

const window2 = (): tf.layers.Layer =>
  new SpatialMaxPool({ poolSize: 2, strides: 1, padding: 'valid' });
