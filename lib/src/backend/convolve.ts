import * as tf from '@tensorflow/tfjs';
import { assertFits } from './assertFits';
import { hasKernel, nativeKernels } from './native/operation';

/**
 * A plain 2-D cross-correlation with stride 1 and `padding` zeros on every side, computed in the
 * fastest way that the backend offers.
 *
 * @param x `[batch, height, width, inputs]`
 * @param filters `[size, size, inputs, outputs]`
 * @param bias `[outputs]`, added to every pixel, if there is one
 * @returns `[batch, height + 2·padding - size + 1, width + 2·padding - size + 1, outputs]`
 * @throws Error with both sizes if the filters are larger than the padded picture
 */
export function convolve(
  x: tf.Tensor4D,
  filters: tf.Tensor4D,
  padding: number,
  bias: tf.Tensor1D | undefined = undefined,
): tf.Tensor4D {
  const [batch, height, width] = x.shape;
  const [rows, cols, , outputs] = filters.shape;
  const padded = [height, width].map((size) => size + 2 * padding);
  assertFits([rows, cols], padded);
  if (x.size === 0 || filters.size === 0) {
    // Backends end the program, throw, or return another shape.
    const [newHeight, newWidth] = [padded[0]! - rows + 1, padded[1]! - cols + 1];
    const shape: tf.Tensor4D['shape'] = [batch, newHeight, newWidth, outputs];
    const gradFunc = (): tf.Tensor[] => [x, filters].map((input) => tf.zeros(input.shape));
    const y = tf.customGrad(() => ({ value: tf.zeros<tf.Rank.R4>(shape), gradFunc }))(x, filters);
    return bias && y.size > 0 ? y.add(bias) : y;
  }
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

/**
 * The height or width of the output of `convolve`.
 *
 * @throws Error if the filter does not fit
 */
export function convolvedSize(
  size: number | null,
  kernelSize: number,
  padding: number,
  where?: string,
): number | null {
  if (size === null) return null;
  assertFits([kernelSize], [size + 2 * padding], where);
  return size + 2 * padding - kernelSize + 1;
}
