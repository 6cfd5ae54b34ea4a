import * as tf from '@tensorflow/tfjs';
import { Wrong } from '../report/Finding';
import { plain } from './plain';

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
