import { rotateDigit } from '../digits/rotateDigit';
import { inside, noise } from '../testSupport/fixtures';
import { drawDigits } from './drawDigits';
import { generateRotatedMnist } from './generateRotatedMnist';

const COUNTS = { train: 1200, test: 1800 };
/** 4,000 noisy digits, whose labels say where they stand. */
const DIGITS = {
  images: new Uint8Array(4000 * 784),
  labels: Uint8Array.from({ length: 4000 }, (_, i) => i % 251),
};
for (let i = 0; i < 4000; i++) DIGITS.images.set(noise(i), i * 784);

test('upright digits are the ones drawn, each once, with their labels', async () => {
  const recipe = { seed: 2, rotate: false, counts: COUNTS };
  const { train, test } = await generateRotatedMnist(DIGITS, recipe);
  expect([train.count, test.count]).toEqual([1200, 1800]);
  const { order } = drawDigits(2, 4000, 3000);
  for (const i of [0, 1, 999, 1000, 1199]) {
    expect(inside(train.images, i)).toEqual(noise(order[i]!));
    expect(train.labels[i]).toBe(order[i]! % 251);
  }
  for (const i of [0, 1799]) expect(inside(test.images, i)).toEqual(noise(order[1200 + i]!));
});

test('turned digits are the upright ones, turned by the angles drawn', async () => {
  const make = (rotate: boolean) =>
    generateRotatedMnist(DIGITS, { seed: 2, rotate, counts: { train: 30, test: 20 } });
  const upright = await make(false);
  const turned = await make(true);
  const { angles } = drawDigits(2, 4000, 50);
  for (let i = 0; i < 20; i++) {
    expect(inside(turned.test.images, i)).toEqual(
      rotateDigit(inside(upright.test.images, i), angles[30 + i]!),
    );
  }
  expect(turned.test.labels).toEqual(upright.test.labels);
});

test('reports its progress up to the end', async () => {
  const told: [number, number][] = [];
  const recipe = { seed: 1, rotate: false, counts: { train: 1200, test: 900 } };
  await generateRotatedMnist(DIGITS, recipe, (done, total) => told.push([done, total]));
  expect(told).toEqual([
    [1000, 2100],
    [2000, 2100],
    [2100, 2100],
  ]);
});
