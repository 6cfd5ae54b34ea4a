import * as tf from '@tensorflow/tfjs';
import { run } from './compute';

/** How windows lie over a picture, as TensorFlow.js describes it. */
export interface PoolAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'same' | 'valid' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * The gradient of max pooling: what comes to a maximum goes to the first pixel of its window that
 * has that value.
 *
 * @param dy `[batch, rows, cols, channels]`
 * @param x `[batch, height, width, channels]`
 * @param y the maxima, like dy
 */
export function maxPoolGradient(
  dy: tf.Tensor4D,
  x: tf.Tensor4D,
  y: tf.Tensor4D,
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): tf.Tensor {
  const { computePool2DInfo } = tf.backend_util;
  const pool = computePool2DInfo(x.shape, filterSize, strides, 1, pad, dimRoundingMode);
  return run(x.shape, [dy, x, y], ({ maxPoolGradient }, ...tensors) =>
    maxPoolGradient(
      ...tensors,
      ...x.shape,
      pool.outHeight,
      pool.outWidth,
      pool.filterHeight,
      pool.filterWidth,
      pool.strideHeight,
      pool.strideWidth,
      pool.padInfo.top,
      pool.padInfo.left,
    ),
  );
}
