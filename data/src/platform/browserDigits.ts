import { drawDigits, SEED } from '../generated/drawDigits';
import { DIGIT_SIDE, MNIST_COUNT, type Counts, type Digits } from '../DigitSet';

/** How many of the digits of the course's set a browser gets. */
export const browserCounts: Counts = { train: 12_000, test: 2_000 };

const size = DIGIT_SIDE * DIGIT_SIDE;

/** Their positions in MNIST, in the order in which the file for browsers has them. */
function browserPlaces(): Uint32Array {
  return drawDigits(SEED, MNIST_COUNT, browserCounts.train + browserCounts.test).order;
}

/** The content of that file: MNIST's upright images of the digits, then their labels. */
export function packDigits({ images, labels }: Digits): Uint8Array {
  const places = browserPlaces();
  const content = new Uint8Array(places.length * (size + 1));
  places.forEach((place, i) => {
    content.set(images.subarray(place * size, (place + 1) * size), i * size);
    content[places.length * size + i] = labels[place]!;
  });
  return content;
}

/**
 * MNIST with the digits of the file alone.
 *
 * @param wanted the positions of digits that must be there
 * @throws Error when the file does not have them, or is another one
 */
export function unpackDigits(content: Uint8Array, wanted: Uint32Array): Digits {
  const places = browserPlaces();
  if (content.length !== places.length * (size + 1)) throw new Error('it is incomplete');
  const known = new Set(places);
  if (!wanted.every((place) => known.has(place))) {
    const { train, test } = browserCounts;
    throw new Error(
      `it has only the course's own digits, ${train} for training and ${test} for tests`,
    );
  }
  const images = new Uint8Array(MNIST_COUNT * size);
  const labels = new Uint8Array(MNIST_COUNT);
  places.forEach((place, i) => {
    images.set(content.subarray(i * size, (i + 1) * size), place * size);
    labels[place] = content[places.length * size + i]!;
  });
  return { images, labels };
}
