import * as tf from '@tensorflow/tfjs';
import { randomSeed } from '../../checks/randomSeed';
import { tensorOf } from '../../checks/values';

/** Creates a layer of the answer's class. */
export type MakeNormalization = () => tf.layers.Layer;

/** The output of a normalization for a field. */
export function normalize(layer: tf.layers.Layer, x: tf.Tensor, training: boolean): tf.Tensor {
  return tensorOf(layer.apply(x, { training }), 'call');
}

/** A field of random numbers in -1 .. 1. */
export function fieldOf(seed: number): tf.Tensor {
  return tf.randomUniform([8, 5, 5, 4, 3], -1, 1, 'float32', randomSeed(seed));
}

/** A field whose channels and pictures differ in mean and variance, but not its group elements. */
export function unlikeChannels(seed: number): tf.Tensor {
  const channels = tf.tensor1d([1, 3, 5]);
  const pictures = tf.linspace(1, 2, 8).reshape([8, 1, 1, 1, 1]);
  const one = fieldOf(seed).slice([0, 0, 0, 0, 0], [-1, -1, -1, 1, -1]);
  return tf.tile(one, [1, 1, 1, 4, 1]).mul(channels).add(channels).mul(pictures);
}

/** A field of two numbers that has this mean and variance along any axis but height and width. */
export function alternating(mean: number, variance: number): tf.Tensor {
  const shape = [8, 5, 5, 4, 4];
  const places = shape.map((size, axis) =>
    tf.range(0, size).reshape(shape.map((_, other) => (other === axis ? size : 1))),
  );
  const signs = tf.addN(places.map((place) => place.add(tf.zeros(shape))));
  return signs.mod(2).mul(2).sub(1).mul(Math.sqrt(variance)).add(mean);
}

/** A field whose group elements differ in mean and variance. */
export function unlikeElements(seed: number): tf.Tensor {
  const elements = tf.range(1, 5).reshape([1, 1, 1, 4, 1]);
  return fieldOf(seed).mul(elements).add(elements);
}
