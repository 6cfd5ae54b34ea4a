import * as tf from '@tensorflow/tfjs';
import {
  convolve,
  layerClass,
  withBias,
  type Blueprint,
} from '../../../grading/mutants/BuiltLayer';
import type { IsotropicClass } from '../check';

/** The steps of a 3x3 convolution with padding 1; those left out are right. */
interface Options {
  /** The index of each pixel's weight; right: 1 for the ring, 0 for the centre. */
  orbits?: number[];
  /** Weights per filter; right: 2. */
  count?: number;
  kernel?: (kernel: tf.Tensor) => tf.Tensor;
  bank?: (bank: tf.Tensor4D) => tf.Tensor4D;
  convolve?: (x: tf.Tensor4D, bank: tf.Tensor4D) => tf.Tensor;
  addBias?: (y: tf.Tensor, bias: tf.Tensor | undefined) => tf.Tensor;
  finish?: (y: tf.Tensor) => tf.Tensor;
  blueprint?: Partial<Blueprint>;
}

/** A class of isotropic layers; right if no step is replaced. */
export function isotropicLayer(options: Options): IsotropicClass {
  const { orbits = [1, 1, 1, 1, 0, 1, 1, 1, 1], count = 2 } = options;
  return layerClass({
    weights: ({ filters }, shape) => [[count, shape[3]!, filters]],
    filter([weights]) {
      const kernel = options.kernel?.(weights!) ?? weights!;
      const [, inputs, filters] = kernel.shape as [number, number, number];
      const expanded = tf.gather(kernel, tf.tensor1d(orbits, 'int32'));
      const square = expanded.reshape<tf.Tensor4D>([3, 3, inputs, filters]);
      return options.bank?.(square) ?? square;
    },
    call(x, _, bias, __, layer) {
      const bank = layer.buildFilter();
      const y = options.convolve?.(x as tf.Tensor4D, bank) ?? convolve(x as tf.Tensor4D, bank, 1);
      const field = (options.addBias ?? withBias)(y, bias);
      return options.finish?.(field) ?? field;
    },
    ...options.blueprint,
  });
}
