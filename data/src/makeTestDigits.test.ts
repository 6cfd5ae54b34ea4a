import { IMAGE_BYTES } from './DigitSet';
import { makeTestDigits } from './makeTestDigits';
import { drawDigits, SEED } from './generated/drawDigits';
import { padDigit } from './digits/padDigit';
import { rotateDigit } from './digits/rotateDigit';
import { readMnist } from './platform/node/readMnist';

test('the digits are turned MNIST digits that the course does not train with, with their labels', async () => {
  const mnist = await readMnist();
  const trained = new Set(drawDigits(SEED, 70_000, 12_000).order);
  const free = [...Array(70_000).keys()].filter((i) => !trained.has(i));
  const { order, angles } = drawDigits(7, free.length, 50);
  const made = await makeTestDigits(7, 50);
  expect(made.count).toBe(50);
  for (const i of [0, 1, 49]) {
    const from = free[order[i]!]!;
    const upright = mnist.images.subarray(from * 784, (from + 1) * 784);
    expect(made.images.subarray(i * IMAGE_BYTES, (i + 1) * IMAGE_BYTES)).toEqual(
      padDigit(rotateDigit(upright, angles[i]!)),
    );
    expect(made.labels[i]).toBe(mnist.labels[from]);
  }
});

test('another seed gives other digits', async () => {
  const [a, b, again] = await Promise.all([7, 8, 7].map((seed) => makeTestDigits(seed, 20)));
  expect(again).toEqual(a);
  expect(b!.images).not.toEqual(a!.images);
});
