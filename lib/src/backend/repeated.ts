import type * as tf from '@tensorflow/tfjs';
import type { Computation, Repeated } from './Computation';
import { NativeReplay } from './native/NativeReplay';
import { usesFastKernels } from './native/operation';

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
