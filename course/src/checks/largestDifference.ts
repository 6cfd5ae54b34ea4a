import * as tf from '@tensorflow/tfjs';

/** The names of the axes of pictures and of fields, for messages. */
const axisNames: Record<number, string[]> = {
  2: ['batch', 'class'],
  4: ['batch', 'row', 'column', 'channel'],
  5: ['batch', 'row', 'column', 'group element', 'channel'],
};

/**
 * The largest difference between two tensors of the same shape, and its place in words. Values that
 * are not finite differ infinitely.
 */
export function largestDifference(a: tf.Tensor, b: tf.Tensor): { value: number; at: string } {
  const [left, right] = [a.dataSync(), b.dataSync()];
  let value = 0;
  let position = 0;
  for (let i = 0; i < left.length && value < Infinity; i++) {
    const difference = Math.abs(left[i]! - right[i]!);
    // Written so that NaN counts as the largest.
    if (!(difference <= value)) {
      value = Number.isFinite(difference) ? difference : Infinity;
      position = i;
    }
  }
  return { value, at: place(indices(position, a.shape)) };
}

/**
 * Numbers as shares of the largest one of their channel, the last axis: a large channel must not
 * hide what is wrong with another.
 *
 * @param like tells how large the channels are
 */
export function perChannel(x: tf.Tensor, like: tf.Tensor): tf.Tensor {
  const others = Array.from({ length: like.rank - 1 }, (_, axis) => axis);
  return x.div(like.abs().max(others).maximum(tf.scalar(1e-30)));
}

/**
 * An index into each axis of a picture or field, in words: "batch 0, row 2, column 3, channel 1".
 */
export function place(at: readonly number[]): string {
  const names = axisNames[at.length];
  if (!names) return `[${at.join(', ')}]`;
  return at.map((index, axis) => `${names[axis]!} ${index}`).join(', ');
}

function indices(position: number, shape: readonly number[]): number[] {
  const at: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    at.unshift(position % shape[axis]!);
    position = Math.floor(position / shape[axis]!);
  }
  return at;
}
