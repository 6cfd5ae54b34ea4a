import { chooseBackend } from '../backend/chooseBackend';
import { augmentedBatch, type Augmentation } from './augment';
import { imageBatch, type LabelledImages } from './dataset';

const side = 33;
const middle = (side - 1) / 2;
const count = 60;
const indices = Array.from({ length: count }, (_, i) => i);

/** Each time the same picture: one soft blob, right of the middle. */
function blobs(): LabelledImages {
  const images = Uint8Array.from({ length: count * side * side }, (_, i) => {
    const [row, col] = [Math.floor((i % side ** 2) / side), i % side];
    return 255 * Math.exp(-((row - middle) ** 2 + (col - middle - 8) ** 2) / 8);
  });
  return { images, labels: new Uint8Array(count), count, height: side, width: side };
}

/**
 * Where each picture's brightness has its centre, from the middle: the distance, and the angle in
 * degrees.
 */
function centres(augmentation: Augmentation, seed = 1): { distance: number; angle: number }[] {
  const batch = augmentedBatch(blobs(), indices, augmentation, seed);
  const pictures = batch.arraySync();
  batch.dispose();
  return pictures.map((picture) => {
    let [mass, down, right] = [0, 0, 0];
    picture.forEach((cells, row) =>
      cells.forEach(([value], col) => {
        mass += value!;
        down += value! * (row - middle);
        right += value! * (col - middle);
      }),
    );
    [down, right] = [down / mass, right / mass];
    return { distance: Math.hypot(down, right), angle: (180 / Math.PI) * Math.atan2(-down, right) };
  });
}

beforeAll(async () => {
  await chooseBackend('native');
});

it('changes nothing where nothing is asked for', () => {
  const [changed, plain] = [augmentedBatch(blobs(), indices, {}, 1), imageBatch(blobs(), indices)];
  expect(changed.shape).toEqual(plain.shape);
  expect(changed.sub(plain).abs().max().dataSync()[0]).toBeLessThan(1e-6);
});

it('turns about the middle, by any angle', () => {
  const found = centres({ degrees: 180 });
  for (const { distance } of found) expect(Math.abs(distance - 8)).toBeLessThan(0.1);
  const quadrants = found.map(({ angle }) => Math.floor((angle + 180) / 90));
  for (const quadrant of [0, 1, 2, 3]) expect(quadrants).toContain(quadrant);
});

it('keeps to the angles that it is given', () => {
  const angles = centres({ degrees: 20 }).map(({ angle }) => angle);
  expect(Math.max(...angles)).toBeLessThan(20.5);
  expect(Math.min(...angles)).toBeGreaterThan(-20.5);
  expect(Math.max(...angles) - Math.min(...angles)).toBeGreaterThan(20);
});

it.each([
  { change: { shift: 2 }, most: 2 * Math.SQRT2 },
  { change: { stretch: 0.2 }, most: 8 * (Math.exp(0.2) - 1) },
  { change: { slant: 0.2 }, most: 8 * 0.2 },
])('moves a point by no more than it should: $change', ({ change, most }) => {
  const moves = centres(change).map(({ distance, angle }) => {
    const turned = (Math.PI * angle) / 180;
    return Math.hypot(distance * Math.cos(turned) - 8, distance * Math.sin(turned));
  });
  expect(Math.max(...moves)).toBeLessThan(most + 0.1);
  expect(Math.max(...moves)).toBeGreaterThan(most / 3);
});

it('gives the same pictures for the same seed, and others for another', () => {
  const everything = { degrees: 180, stretch: 0.1, slant: 0.1, shift: 1 };
  expect(centres(everything, 5)).toEqual(centres(everything, 5));
  expect(centres(everything, 5)).not.toEqual(centres(everything, 6));
});
