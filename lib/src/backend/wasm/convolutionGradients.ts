import * as tf from '@tensorflow/tfjs';
import { copied, countNonzero, run } from './compute';

type FilterShape = readonly [number, number, number, number];

/** How a filter moves over a picture, as TensorFlow.js describes it. */
export interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: 'same' | 'valid' | number;
}

/** Pixels of dy in one matrix product: more no longer fit into the processor's cache. */
const pixelsAtOnce = 4096;

/**
 * The gradient of a convolution for its filter: where dy has few numbers, from one after the other;
 * else a product of the unfolded input, transposed, with dy. The input is unfolded by channels, so
 * that its rows are copied as they lie.
 *
 * @param x `[batch, height, width, inputs]`
 * @param dy `[batch, height', width', outputs]`
 * @param shape of the filter, `[rows, cols, inputs, outputs]`
 */
export function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  shape: FilterShape,
  attributes: ConvolutionAttributes,
): tf.Tensor {
  const [rows, cols, inputs, outputs] = shape;
  const [batch, height, width] = dy.shape;
  const size = rows * cols * inputs;
  if (isSparse(dy, shape)) {
    const turned = run([outputs, size], [x, dy], ({ addProducts }, to, from, upstream) =>
      addProducts(to, from, true, upstream, ...geometry(x.shape, dy.shape, shape, attributes)),
    );
    return turned.transpose().reshape([...shape]);
  }
  const padded = withBorder(x, border(attributes, rows), border(attributes, cols));
  const [, tall, wide] = padded.shape;
  const pictures = Math.max(1, Math.floor(pixelsAtOnce / (height * width)));
  const parts: tf.Tensor[] = [];
  for (let start = 0; start < batch; start += pictures) {
    const count = Math.min(pictures, batch - start);
    const some = (all: tf.Tensor4D): tf.Tensor2D => {
      const [, h, w, channels] = all.shape;
      const each = h * w * channels;
      return copied([count * h * w, channels], all, (to, from) =>
        to.set(from.subarray(start * each, (start + count) * each)),
      ) as tf.Tensor2D;
    };
    const part = tf.tidy(() => {
      const planes = some(padded).transpose();
      const unfolded = run([size, count * height * width], [planes], ({ unfold }, to, from) =>
        unfold(to, from, inputs * count, tall, wide, rows, cols),
      );
      return tf.matMul(unfolded, some(dy));
    });
    parts.push(part);
  }
  return tf.addN(parts).reshape([...shape]);
}

/**
 * The gradient of a convolution for its input: where dy has few numbers, from one after the other;
 * else a convolution of dy with the filter turned by 180° and its channel axes swapped.
 *
 * @param xShape of the input
 */
export function inputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  xShape: tf.Tensor4D['shape'],
  attributes: ConvolutionAttributes,
): tf.Tensor {
  const [rows, cols, inputs, outputs] = filter.shape;
  if (isSparse(dy, filter.shape)) {
    const turned = filter.reshape([-1, outputs]).transpose();
    const shapes = geometry(xShape, dy.shape, filter.shape, attributes);
    return run(xShape, [turned, dy], ({ addProducts }, to, from, upstream) =>
      addProducts(to, from, false, upstream, ...shapes),
    );
  }
  const size = inputs * outputs;
  const turned = copied([rows * cols, inputs, outputs], filter, (to, from) => {
    for (let at = 0; at < from.length; at += size) {
      to.set(from.subarray(at, at + size), from.length - size - at);
    }
  })
    .transpose([0, 2, 1])
    .reshape<tf.Tensor4D>([rows, cols, outputs, inputs]);
  const isOdd = rows % 2 === 1 && cols % 2 === 1;
  if (attributes.pad === 'same' && isOdd) return tf.conv2d(dy, turned, 1, 'same');
  const rest = (n: number): [number, number] => {
    const [before, after] = border(attributes, n);
    return [n - 1 - before, n - 1 - after];
  };
  return tf.conv2d(withBorder(dy, rest(rows), rest(cols)), turned, 1, 'valid');
}

/**
 * Whether so many numbers of dy are zero, as behind a max pooling, that it is faster to take the
 * others one after the other: a matrix product computes twice to three times as fast.
 */
function isSparse(dy: tf.Tensor4D, [, cols, inputs]: FilterShape): boolean {
  const perRow = cols * inputs;
  return 3 * countNonzero(dy) * (perRow + 16) < dy.size * (perRow + 16);
}

/** The other arguments of the kernel `addProducts`. */
function geometry(
  x: tf.Tensor4D['shape'],
  dy: tf.Tensor4D['shape'],
  [rows, cols, inputs, outputs]: FilterShape,
  attributes: ConvolutionAttributes,
): number[] {
  const [[top], [left]] = [border(attributes, rows), border(attributes, cols)];
  return [...x.slice(0, 3), ...dy.slice(1, 3), rows, cols, inputs, outputs, top, left];
}

/** Zeros on each side, before and after, along height or width. */
function border({ strides, pad }: ConvolutionAttributes, size: number): [number, number] {
  if ([strides].flat().some((stride) => stride !== 1)) {
    throw new Error('On WebAssembly this library trains convolutions of stride 1 only.');
  }
  if (pad === 'valid') return [0, 0];
  if (pad === 'same') return [Math.floor((size - 1) / 2), Math.ceil((size - 1) / 2)];
  return [pad, pad];
}

function withBorder(x: tf.Tensor4D, tall: [number, number], wide: [number, number]): tf.Tensor4D {
  return [...tall, ...wide].every((n) => n === 0) ? x : tf.pad(x, [[0, 0], tall, wide, [0, 0]]);
}
