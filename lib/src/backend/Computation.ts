import type * as tf from '@tensorflow/tfjs';

/** A function from tensors to tensors; it may also read and write variables. */
export type Computation = (inputs: readonly tf.Tensor[]) => tf.Tensor[];

/** A computation that is prepared for running many times. */
export interface Repeated {
  /** Computes the results for these inputs. */
  run(inputs: readonly tf.Tensor[]): tf.Tensor[];
  /** Frees what was kept for further runs. */
  dispose(): void;
}

/** The variables behind some weights of a model. */
export function variablesOf(weights: readonly tf.LayerVariable[]): tf.Variable[] {
  return weights.map((weight) => weight.read() as tf.Variable);
}
