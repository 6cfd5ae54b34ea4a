/** Rows and columns of a digit as MNIST has it. */
export const DIGIT_SIDE = 28;
/** Digits in all of MNIST. */
export const MNIST_COUNT = 70_000;
/** Rows and columns of a digit as the networks take it: odd at every stage (33, 17, 9, 5, 3, 1). */
export const IMAGE_SIDE = 33;
/** Bytes of one padded image. */
export const IMAGE_BYTES = IMAGE_SIDE * IMAGE_SIDE;

/** Padded digits with their labels. Image `i` is `images.subarray(i * 1089, (i + 1) * 1089)`. */
export interface DigitSet {
  /** `count * 33 * 33` bytes, row by row; `byte / 255` is the intensity, 0 (paper) to 1 (ink). */
  readonly images: Uint8Array;
  /** `count` digits, 0 to 9. */
  readonly labels: Uint8Array;
  /** Number of images. */
  readonly count: number;
  /** Rows of an image, 33. */
  readonly height: number;
  /** Columns of an image, 33. */
  readonly width: number;
}

/** Upright digits as MNIST has them, not padded. */
export interface Digits {
  /** `count * 784` bytes, row by row. */
  readonly images: Uint8Array;
  /** `count` digits, 0 to 9. */
  readonly labels: Uint8Array;
}

/** How many images each part has. */
export interface Counts {
  readonly train: number;
  readonly test: number;
}

/** The whole data set; no digit is in both parts. */
export interface RotatedMnist {
  readonly train: DigitSet;
  readonly test: DigitSet;
  /** Where the digits came from, as a sentence for people. */
  readonly source: string;
}

/**
 * Joins images and labels.
 *
 * @param images `count * 33 * 33` bytes
 * @param labels `count` digits
 * @throws RangeError when the lengths do not match
 * @example digitSet(new Uint8Array(2 * 1089), Uint8Array.of(3, 7)).count; // 2
 */
export function digitSet(images: Uint8Array, labels: Uint8Array): DigitSet {
  if (images.length !== labels.length * IMAGE_BYTES) {
    throw new RangeError(
      `${labels.length} labels need ${labels.length * IMAGE_BYTES} bytes of images, not ${images.length}.`,
    );
  }
  return { images, labels, count: labels.length, height: IMAGE_SIDE, width: IMAGE_SIDE };
}

/**
 * The first `count` images of a set, sharing its memory.
 *
 * @throws RangeError unless `count` is a whole number from 0 to `set.count`
 * @example const { train } = await loadRotatedMnist();
 * const few = subset(train, 1000);
 */
export function subset(set: DigitSet, count: number): DigitSet {
  if (!Number.isInteger(count) || count < 0 || count > set.count) {
    throw new RangeError(
      `subset: count must be a whole number from 0 to ${set.count}, not ${count}.`,
    );
  }
  return slice(set, 0, count);
}

/** The images from `start` up to `end`, sharing the set's memory. */
export function slice({ images, labels }: DigitSet, start: number, end: number): DigitSet {
  const bytes = images.subarray(start * IMAGE_BYTES, end * IMAGE_BYTES);
  return digitSet(bytes, labels.subarray(start, end));
}
