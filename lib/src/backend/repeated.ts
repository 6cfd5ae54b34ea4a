import type * as tf from '@tensorflow/tfjs';
import { NativeReplay } from './native/NativeReplay';
import { usesFastKernels } from './native/operation';
import type { Computation, Repeated } from './native/Recording';

export type { Computation };

/**
 * Prepares a computation that runs many times, such as a training step, in the fastest way that the
 * backend offers.
 *
 * @param state all variables that the computation reads or writes
 * @param fixed other tensors that it uses, the same in every run
 */
export function repeated(
  compute: Computation,
  state: readonly tf.Variable[],
  fixed: readonly tf.Tensor[] = [],
): Repeated {
  if (usesFastKernels()) return new NativeReplay(compute, state, fixed);
  return { run: compute, dispose: () => undefined };
}

/** The variables behind some weights of a model. */
export function variablesOf(weights: readonly tf.LayerVariable[]): tf.Variable[] {
  return weights.map((weight) => weight.read() as tf.Variable);
}
