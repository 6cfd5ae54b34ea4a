import * as tf from '@tensorflow/tfjs';

/**
 * A plain 2-D cross-correlation with stride 1 and `padding` zeros on every side.
 *
 * @param x `[batch, height, width, inputs]`
 * @param filters `[size, size, inputs, outputs]`
 * @returns `[batch, height + 2·padding - size + 1, width + 2·padding - size + 1, outputs]`
 */
export function convolve(x: tf.Tensor4D, filters: tf.Tensor4D, padding: number): tf.Tensor4D {
  if (padding === 0) return tf.conv2d(x, filters, 1, 'valid');
  if (2 * padding === filters.shape[0] - 1) return tf.conv2d(x, filters, 1, 'same');
  // The native backend knows 'same' and 'valid' alone.
  const border: [number, number] = [padding, padding];
  return tf.conv2d(tf.pad(x, [[0, 0], border, border, [0, 0]]), filters, 1, 'valid');
}

/** The height or width that `convolve` gives. */
export function convolvedSize(
  size: number | null,
  kernelSize: number,
  padding: number,
): number | null {
  return size === null ? null : size + 2 * padding - kernelSize + 1;
}
