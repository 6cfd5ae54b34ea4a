import type * as tf from '@tensorflow/tfjs';
import { usesFastKernels } from './native/operation';
import { NativeReplay } from './native/NativeReplay';

/** From tensors to tensors; may also read and write variables. */
export type Computation = (inputs: readonly tf.Tensor[]) => tf.Tensor[];

/** A computation that is done many times. */
export interface Repeated {
  run(inputs: readonly tf.Tensor[]): tf.Tensor[];
  dispose(): void;
}

/**
 * A computation that is done many times, such as a training step, in the fastest way that the backend has.
 *
 * @param state all variables that it reads or writes
 * @param fixed other tensors that it uses, the same every time
 */
export function repeated(
  compute: Computation,
  state: readonly tf.Variable[],
  fixed: readonly tf.Tensor[] = [],
): Repeated {
  if (usesFastKernels()) return new NativeReplay(compute, state, fixed);
  return { run: compute, dispose: () => undefined };
}
