import * as tf from '@tensorflow/tfjs';
import { Wrong } from './Finding';

/** A computation that is done at most once, when its result is first asked for. */
export function once<T>(compute: () => T): () => T {
  let done: { result: T } | undefined;
  return () => (done ??= { result: compute() }).result;
}

/** A value that an answer gave, short and readable in a message. */
export function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join(', ')}]`;
  if (typeof value === 'string') return `the text '${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return `an object (${value.constructor.name})`;
  return String(value);
}

/**
 * What an answer returned, if it is one tensor.
 *
 * @param who what returned it, such as "call"
 * @throws Wrong otherwise
 */
export function tensorOf(value: unknown, who: string): tf.Tensor {
  if (!(value instanceof tf.Tensor)) {
    throw new Wrong(`${who} should return a tensor, but returned ${plain(value)}`, {
      hint:
        value === undefined
          ? 'Does every way through it end in a return, also inside tf.tidy(() => { ... })?'
          : 'Return one tensor; tf.stack or tf.concat makes one of several.',
    });
  }
  if (value.isDisposed) {
    throw new Wrong(`${who} returned a tensor that has been disposed of`, {
      hint: 'Return the tensor from tf.tidy, so that it survives.',
    });
  }
  return value as tf.Tensor;
}
