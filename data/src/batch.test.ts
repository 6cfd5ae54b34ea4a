import { batch, pixels } from './batch';
import { digitSet, subset } from './DigitSet';
import { noise } from './support/fixtures';

const SET = digitSet(noise(1, 4 * 1089), Uint8Array.of(7, 1, 0, 9));

test('a batch has the images asked for, in that order, as 255ths', () => {
  const { x, shape, labels } = batch(SET, [2, 0, 2]);
  expect(shape).toEqual([3, 33, 33, 1]);
  expect(labels).toEqual(Int32Array.of(0, 7, 0));
  expect(x).toHaveLength(3 * 33 * 33);
  [2, 0, 2].forEach((image, i) => {
    const bytes = SET.images.subarray(image * 1089, (image + 1) * 1089);
    expect(Array.from(x.subarray(i * 1089, (i + 1) * 1089), (v) => Math.round(v * 255))).toEqual(
      Array.from(bytes),
    );
  });
  expect(x).toEqual(pixels(SET, Uint32Array.of(2, 0, 2)));
});

test('intensities reach from 0 to 1', () => {
  const images = new Uint8Array(1089);
  images.set([0, 255, 51]);
  expect(Array.from(pixels(digitSet(images, Uint8Array.of(1)), [0]).subarray(0, 3))).toEqual([
    0,
    1,
    Math.fround(0.2),
  ]);
});

test.each([4, -1, 0.5, NaN])('image %d is refused', (index) => {
  expect(() => batch(SET, [0, index])).toThrow(`Image ${index} is not in the set`);
});

test('a subset is the beginning of a set', () => {
  const few = subset(SET, 2);
  expect(few).toMatchObject({ count: 2, height: 33, width: 33, labels: Uint8Array.of(7, 1) });
  expect(few.images).toEqual(SET.images.slice(0, 2 * 1089));
  expect(subset(SET, 4)).toEqual(SET);
  for (const count of [5, -1, 1.5]) expect(() => subset(SET, count)).toThrow('from 0 to 4');
});

test('images and labels that do not belong together are refused', () => {
  expect(() => digitSet(new Uint8Array(1089), Uint8Array.of(1, 2))).toThrow('2178 bytes');
});
