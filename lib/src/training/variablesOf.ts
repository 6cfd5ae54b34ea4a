import type * as tf from '@tensorflow/tfjs';

/** The variables behind some weights of a model. */
export function variablesOf(weights: readonly tf.LayerVariable[]): tf.Variable[] {
  return weights.map((weight) => weight.read() as tf.Variable);
}
