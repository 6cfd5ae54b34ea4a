import { IMAGE_BYTES, IMAGE_SIDE, type DigitSet } from './DigitSet';

/** A batch as plain arrays, ready for `tf.tensor4d(x, shape)`. */
export interface Batch {
  /** Intensities 0..1, laid out as `shape` says. */
  readonly x: Float32Array;
  /** `[batch, height, width, channels]`. */
  readonly shape: [number, number, number, number];
  /** `batch` digits, 0 to 9. */
  readonly labels: Int32Array;
}

/**
 * Intensities of some images, as floats 0..1. Floats are made a batch at a time, since all of them at once
 * would take 270 MB.
 *
 * @param set where the images are
 * @param indices which images, in the order wanted; any array of numbers
 * @returns `n * 33 * 33 * 1` values
 * @throws RangeError when an index is not in the set
 * @example tf.tensor4d(pixels(test, [0, 1, 2]), [3, 33, 33, 1]);
 */
export function pixels(set: DigitSet, indices: ArrayLike<number>): Float32Array {
  const values = new Float32Array(indices.length * IMAGE_BYTES);
  for (let i = 0; i < indices.length; i++) {
    const from = imageIndex(set, indices[i]) * IMAGE_BYTES;
    const to = i * IMAGE_BYTES;
    for (let p = 0; p < IMAGE_BYTES; p++) values[to + p] = (set.images[from + p] ?? 0) / 255;
  }
  return values;
}

/**
 * Images and labels of a batch, as plain arrays.
 *
 * @param set where the images are
 * @param indices which images, in the order wanted; any array of numbers
 * @throws RangeError when an index is not in the set
 * @example const { x, shape, labels } = batch(train, [4, 7]);
 * model.predict(tf.tensor4d(x, shape)); // shape: [2, 33, 33, 1]
 */
export function batch(set: DigitSet, indices: ArrayLike<number>): Batch {
  const x = pixels(set, indices);
  const labels = Int32Array.from(indices, (index) => set.labels[index] ?? 0);
  return { x, shape: [indices.length, IMAGE_SIDE, IMAGE_SIDE, 1], labels };
}

function imageIndex(set: DigitSet, index: number | undefined): number {
  if (index === undefined || !Number.isInteger(index) || index < 0 || index >= set.count) {
    throw new RangeError(`Image ${index} is not in the set: it has images 0 to ${set.count - 1}.`);
  }
  return index;
}
