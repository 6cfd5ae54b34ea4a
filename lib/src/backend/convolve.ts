import * as tf from '@tensorflow/tfjs';
import { hasKernel, nativeKernels } from './native/operation';

/**
 * A plain 2-D cross-correlation with stride 1 and `padding` zeros on every side, computed in the
 * fastest way that the backend offers.
 *
 * @param x `[batch, height, width, inputs]`
 * @param filters `[size, size, inputs, outputs]`
 * @param bias `[outputs]`, added to every pixel, if there is one
 * @returns `[batch, height + 2·padding - size + 1, width + 2·padding - size + 1, outputs]`
 */
export function convolve(
  x: tf.Tensor4D,
  filters: tf.Tensor4D,
  padding: number,
  bias: tf.Tensor1D | undefined = undefined,
): tf.Tensor4D {
  if (padding === 0) return run(x, filters, 'valid', bias);
  if (2 * padding === filters.shape[0] - 1) return run(x, filters, 'same', bias);
  // The native backend supports only 'same' and 'valid'.
  const border: [number, number] = [padding, padding];
  return run(tf.pad(x, [[0, 0], border, border, [0, 0]]), filters, 'valid', bias);
}

function run(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  pad: 'same' | 'valid',
  bias: tf.Tensor1D | undefined,
): tf.Tensor4D {
  const fused = nativeKernels.convolveWithBias;
  if (bias && hasKernel(fused)) {
    return tf.engine().runKernel(fused, { x, filter, bias }, { pad });
  }
  const y = tf.conv2d(x, filter, 1, pad);
  return bias ? y.add(bias) : y;
}

/** The height or width of the output of `convolve`. */
export function convolvedSize(
  size: number | null,
  kernelSize: number,
  padding: number,
): number | null {
  return size === null ? null : size + 2 * padding - kernelSize + 1;
}
