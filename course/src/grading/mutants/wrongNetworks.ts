import * as tf from '@tensorflow/tfjs';
import { SpatialMaxPool } from 'equivariant';
import type { ModelClass } from '../../checks/network/network';
import { type WrongAnswer, wrongBy } from './Mutants';
import { linear, network, networkLayers, spatialPool, type NetworkOptions } from './network';
import { OwnLayer } from './OwnLayer';

/**
 * Mistakes that any network of the course can have.
 *
 * @param moved the ids of the findings that fail where no element but the identity is harmless
 * @param bySizes those that fail where sizes are even: some reflections keep them
 */
export function wrongNetworks(
  options: NetworkOptions,
  moved: readonly string[],
  bySizes = moved,
): WrongAnswer<ModelClass>[] {
  const wrong = wrongBy((change: NetworkOptions) => network({ ...options, ...change }));
  const dense = (args: Partial<Parameters<typeof tf.layers.dense>[0]>) => (): tf.layers.Layer[] => [
    tf.layers.flatten(),
    linear(args),
  ];
  const activation = (work: (x: tf.Tensor) => tf.Tensor) => () => [new OwnLayer(work)];
  const norm = (stage: number): tf.layers.Layer[] => options.norm?.(stage) ?? [];
  return [
    wrong('softmax', /softmax to the loss/, { head: dense({ activation: 'softmax' }) }, logits),
    wrong(
      'sigmoid on the logits',
      /Nothing comes/,
      { head: dense({ activation: 'sigmoid' }) },
      logits,
    ),
    wrong('tanh on the logits', /Nothing comes/, { head: dense({ activation: 'tanh' }) }, logits),
    wrong(
      'ReLU after the logits',
      /Nothing comes/,
      { head: dense({ activation: 'relu' }) },
      logits,
    ),
    wrong('no flatten', /flatten/, { head: () => [linear()] }, ['shape']),
    wrong('nine classes', /units: 10/, { head: dense({ units: 9 }) }, ['shape', 'parameters']),
    wrong(
      'a linear layer without bias',
      /10 logits, with bias/,
      { head: dense({ useBias: false }) },
      ['parameters'],
    ),
    wrong('no ReLU at all', /tf\.layers\.reLU/, { activation: () => [] }, ['relus']),
    wrong('sigmoid for ReLU', /tf\.layers\.reLU/, { activation: activation(tf.sigmoid) }, [
      'relus',
      'pools',
    ]),
    wrong('leaky ReLU', /tf\.layers\.reLU/, { activation: activation((x) => x.leakyRelu(0.1)) }, [
      'relus',
    ]),
    wrong('ELU for ReLU', /tf\.layers\.reLU/, { activation: activation(tf.elu) }, ['relus']),
    wrong(
      'no ReLU in the last stage',
      /the last one too/,
      { activation: (stage) => (stage < 4 ? [tf.layers.reLU()] : []) },
      ['relus'],
    ),
    wrong(
      'no ReLU in the first stage',
      /Each of the five stages/,
      { activation: (stage) => (stage > 0 ? [tf.layers.reLU()] : []) },
      ['relus'],
    ),
    wrong(
      'logits that ignore the picture',
      /cuts the picture off/,
      { head: dense({ kernelInitializer: 'zeros', biasInitializer: 'ones' }) },
      ['depends'],
    ),
    wrong('averages for maxima', /Maximum over space/, { pool: (stage) => [averages(stage)] }, [
      'pools',
    ]),
    wrong(
      'a convolution of the picture’s negative',
      /gets the picture as it is/,
      {
        change: (layers) => [
          new OwnLayer((x) => tf.sub(1, x), undefined, { inputShape: [33, 33, 1] }),
          ...layers,
        ],
      },
      ['pools'],
    ),
    {
      ...wrong('five pictures, and no other number', /-1 in a reshape/, {}, ['any-batch']),
      answer: forFive(options),
    },
    wrong(
      '3 × 3 pixels left at the end',
      /single one/,
      { pool: (stage) => (stage < 4 ? [spatialPool(stage)] : []) },
      ['pools', 'parameters', ...moved],
    ),
    wrong(
      'one pooling too many',
      /number of poolings/,
      { pool: (stage) => [spatialPool(stage), ...(stage === 3 ? [spatialPool(3)] : [])] },
      'all',
    ),
    wrong(
      'window 2',
      /window 3, stride 2/,
      {
        pool: (stage) => [
          stage < 4 ? new SpatialMaxPool({ poolSize: 2, padding: 'valid' }) : window2(),
        ],
      },
      ['pools', ...bySizes],
    ),
    wrong(
      'even sizes',
      /size is even/,
      {
        norm: (stage) => [...norm(stage), ...(stage === 0 ? [window2()] : [])],
        pool: (stage) => [stage < 4 ? spatialPool(stage) : window2()],
      },
      ['pools', ...bySizes],
    ),
  ];
}

const logits = ['no-softmax'];

const window2 = (): tf.layers.Layer =>
  new SpatialMaxPool({ poolSize: 2, strides: 1, padding: 'valid' });

/** Means where the maxima should be; over the group there is still a maximum. */
function averages(stage: number): tf.layers.Layer {
  return new OwnLayer((x) => {
    const [batch, height, width, ...rest] = x.shape as number[];
    const folded = x.reshape<tf.Tensor4D>([batch!, height!, width!, -1]);
    const y = stage === 4 ? tf.avgPool(folded, 3, 1, 'valid') : tf.avgPool(folded, 3, 2, 'same');
    return y.reshape([batch!, y.shape[1], y.shape[2], ...rest]);
  });
}

/** A network with the number of pictures in a shape. */
function forFive(options: NetworkOptions): ModelClass {
  return class extends tf.Sequential {
    constructor() {
      const layers = networkLayers(options);
      const features = new OwnLayer((x) =>
        // While the network is built there is one.
        x.shape[0] === 1 ? x.reshape([1, -1]) : x.reshape([5, x.size / 5]),
      );
      super({ layers: [...layers.slice(0, -2), features, ...layers.slice(-1)] });
    }
  };
}
