import * as tf from '@tensorflow/tfjs';
import { layout, nativeKernels, oneDnn, operation } from './operation';

/** With fewer channels, rearranging the data costs more than it saves. */
const fewestChannels = 64;

/**
 * Whether this file computes a convolution: 3x3 filters, padding 'same', on pictures of 3x3 pixels.
 *
 * @param shape the picture's shape, `[batch, height, width, channels]`
 * @param filterShape `[rows, columns, inputs, outputs]`
 */
export function isSmall(
  [batch, height, width]: number[],
  [rows, cols, inputs, outputs]: number[],
  { strides = 1, dilations = 1, pad }: tf.NamedAttrMap,
): boolean {
  const isPlain = [strides, dilations].flat().every((step) => step === 1) && pad === 'same';
  const fits = [height, width, rows, cols].every((size) => size === 3);
  return isPlain && fits && batch! > 0 && Math.min(inputs!, outputs!) >= fewestChannels;
}

/**
 * A convolution of small pictures; each of this library's models ends with one.
 *
 * oneDNN computes a batch picture by picture and reads all filters again for each, and nearly half
 * of what it multiplies is padding. Here the whole batch becomes one picture: position after
 * position, with one pixel of every picture at each. A step of the filter along a row then skips
 * the whole batch (a *dilation*), and padding is skipped. With 64 pictures of 3x3 and 256 and 512
 * channels, that halves the time.
 */
export function convolveSmall(x: tf.Tensor4D, filter: tf.Tensor4D, bias?: tf.Tensor): tf.Tensor4D {
  const y = correlate(x.transpose([1, 2, 0, 3]), filter, bias);
  return y.transpose([2, 0, 1, 3]);
}

/**
 * The gradient for the input. Filters and pictures swap roles: the filters are convolved with dy
 * turned by 180°, because turning the filters, which are larger, would take longer.
 */
export function smallInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  const turned = dy.transpose<tf.Tensor4D>([1, 2, 3, 0]).reverse([0, 1]);
  return correlate(filter, turned).transpose([3, 0, 1, 2]);
}

/** The gradient for the filter: x convolved with dy, where pictures and channels swap roles. */
export function smallFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  return correlate(x.transpose([1, 2, 3, 0]), dy.transpose([1, 2, 0, 3]));
}

/**
 * A cross-correlation of pictures in position-first order, with a border of zeros one pixel wide.
 *
 * @param x `[3, 3, batch, inputs]`
 * @param filter `[3, 3, inputs, outputs]`
 * @returns `[3, 3, batch, outputs]`
 */
function correlate(x: tf.Tensor4D, filter: tf.Tensor4D, bias?: tf.Tensor): tf.Tensor4D {
  const [height, width, batch, inputs] = x.shape;
  const picture = x.reshape([1, height, width * batch, inputs]);
  const attributes = {
    padding: 'EXPLICIT',
    strides: [1, 1, 1, 1],
    dilations: [1, 1, batch, 1],
    explicit_paddings: [0, 0, 1, 1, batch, batch, 0, 0],
  };
  const withBias = nativeKernels.convolveWithBias;
  const [y] = bias
    ? operation(withBias, { ...oneDnn, ...attributes }, [picture, filter, bias])
    : operation('Conv2D', { ...layout, ...attributes }, [picture, filter]);
  return y!.reshape([height, width, batch, -1]);
}
