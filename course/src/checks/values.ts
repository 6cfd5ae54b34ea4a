import * as tf from '@tensorflow/tfjs';
import { Wrong } from './Finding';

/** A computation that runs at most once, when its result is first needed. */
export function once<T>(compute: () => T): () => T {
  let done: { result: T } | undefined;
  return () => (done ??= { result: compute() }).result;
}

/** A value from an answer, in a short and readable form for messages. */
export function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join(', ')}]`;
  if (typeof value === 'string') return `the text '${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) {
    const { constructor } = value as { constructor?: { name: string } };
    return `an object (${constructor?.name ?? 'without a class'})`;
  }
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
          ? 'Does every path through it end in a return, inside tf.tidy(() => { ... }), too?'
          : 'Return one tensor; tf.stack or tf.concat combines several.',
    });
  }
  if (value.isDisposed) {
    throw new Wrong(`${who} returned a tensor that has been disposed of`, {
      hint: 'Return the tensor from tf.tidy, so that it survives.',
    });
  }
  return value as tf.Tensor;
}
