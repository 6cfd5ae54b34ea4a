import * as tf from '@tensorflow/tfjs';
import type { ModelClass } from '../../checks/network/network';
import type { RightAnswer } from './Mutants';
import { network, networkLayers, type NetworkOptions } from './network';

/** A right network, written in different ways. */
export function rightNetworks(options: NetworkOptions): RightAnswer<ModelClass>[] {
  const isotropic = 'group' in options && options.group === undefined;
  return [
    { name: 'a sequential network', answer: network(options) },
    {
      name: 'ReLU before the pooling, as an activation layer',
      answer: network({
        ...options,
        norm: (stage) => [
          ...(options.norm?.(stage) ?? []),
          tf.layers.activation({ activation: 'relu' }),
        ],
        activation: () => [],
      }),
    },
    {
      name: 'pools of TensorFlow.js',
      answer: network({ ...options, pool: (stage) => [isotropic ? pool2d(stage) : pool3d(stage)] }),
    },
    { name: 'a functional network, with tf.input and apply', answer: functional(options) },
    { name: 'two networks, one inside the other', answer: nested(options) },
  ];
}

function pool2d(stage: number): tf.layers.Layer {
  return stage === 4
    ? tf.layers.maxPooling2d({ poolSize: 3, strides: 1, padding: 'valid' })
    : tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' });
}

function pool3d(stage: number): tf.layers.Layer {
  return stage === 4
    ? tf.layers.maxPooling3d({ poolSize: [3, 3, 1], strides: [1, 1, 1], padding: 'valid' })
    : tf.layers.maxPooling3d({ poolSize: [3, 3, 1], strides: [2, 2, 1], padding: 'same' });
}

function functional(options: NetworkOptions): ModelClass {
  return class extends tf.LayersModel {
    constructor() {
      const inputs = tf.input({ shape: [33, 33, 1] });
      const outputs = networkLayers(options).reduce(
        (x, layer) => layer.apply(x) as tf.SymbolicTensor,
        inputs,
      );
      super({ inputs, outputs });
    }
  };
}

function nested(options: NetworkOptions): ModelClass {
  return class extends tf.Sequential {
    constructor() {
      const layers = networkLayers(options);
      const inner = tf.sequential({ layers: layers.slice(0, -2) });
      super({ layers: [inner, ...layers.slice(-2)] });
    }
  };
}
