import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import * as tf from '@tensorflow/tfjs';

/** Pictures as bytes, with their labels; the package `rotated-mnist` loads such data. */
export interface LabelledImages {
  /** `count · height · width` intensities 0..255, one picture after the other, row by row. */
  readonly images: Uint8Array;
  /** `count` classes. */
  readonly labels: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/**
 * The pictures with the given indices as a tensor.
 *
 * @returns `[indices.length, height, width, 1]`, float32 in 0..1
 */
export function imageBatch(data: LabelledImages, indices: ArrayLike<number>): tf.Tensor4D {
  const { height, width, images } = data;
  const size = height * width;
  const pixels = new Float32Array(indices.length * size);
  for (let i = 0; i < indices.length; i++) {
    const start = indices[i]! * size;
    for (let p = 0; p < size; p++) pixels[i * size + p] = images[start + p]! / 255;
  }
  return tf.tensor4d(pixels, [indices.length, height, width, 1]);
}

/** The labels with the given indices, `[indices.length]`, int32. */
export function labelBatch(data: LabelledImages, indices: ArrayLike<number>): tf.Tensor1D {
  const labels = Int32Array.from(indices, (index) => data.labels[index]!);
  return tf.tensor1d(labels, 'int32');
}

/** The indices first, first + 1, ..., last - 1. */
export function range(first: number, last: number): Int32Array {
  return Int32Array.from({ length: last - first }, (_, i) => first + i);
}

/**
 * The numbers 0 .. count - 1 in an order determined by seed and epoch alone, so that a run that was
 * stopped resumes with the same pictures (Fisher-Yates, xoroshiro128+).
 */
export function shuffled(count: number, seed: number, epoch: number): Int32Array {
  const generator = xoroshiro128plus(seed * 1_000_003 + epoch);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = uniformInt(generator, 0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
