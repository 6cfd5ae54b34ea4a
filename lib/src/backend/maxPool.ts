import * as tf from '@tensorflow/tfjs';
import { assertFits } from './assertFits';
import { hasKernel, nativeKernels } from './native/operation';

/**
 * The maximum over windows of `size` x `size` pixels, `strides` apart.
 *
 * TensorFlow's own gradient searches for each maximum again, with one thread for each picture. If
 * the backend can, this function keeps the positions of the maxima instead, and the gradient takes
 * a quarter of the time.
 *
 * @param x `[batch, height, width, channels]`
 * @throws Error with both sizes if the window is larger than the picture and nothing pads it
 */
export function maxPool(
  x: tf.Tensor4D,
  size: number,
  strides: number,
  pad: 'same' | 'valid',
): tf.Tensor4D {
  const { maxPool: forward, maxPoolGradient: backward } = nativeKernels;
  if (pad === 'valid') assertFits([size, size], x.shape.slice(1, 3));
  // oneDNN's kernels end the program at an empty tensor.
  if (!hasKernel(forward) || x.size === 0) return tf.maxPool(x, size, strides, pad);
  const attributes = { size, strides, pad };
  const pool = tf.customGrad((...args) => {
    const x = args[0] as tf.Tensor;
    const save = args[1] as unknown as tf.GradSaveFunc;
    const outputs = tf.engine().runKernel(forward, { x }, attributes) as unknown as tf.Tensor[];
    const [y, workspace] = outputs;
    save([x, y!, workspace!]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor => {
      const [x, y, workspace] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      return tf.engine().runKernel(backward, { x, y, dy, workspace }, attributes);
    };
    return { value: y!, gradFunc };
  });
  return pool(x) as tf.Tensor4D;
}
