import { drawDigits } from './drawDigits';

test('takes different digits, from everywhere', () => {
  const { order } = drawDigits(3, 1000, 900);
  expect(order).toHaveLength(900);
  expect(new Set(order).size).toBe(900);
  expect(order.every((position) => position < 1000)).toBe(true);
  expect(new Set(drawDigits(3, 1000, 1000).order).size).toBe(1000);
});

test('every angle is as likely as any other', () => {
  const { angles } = drawDigits(1, 70_000, 62_000);
  const bins = new Array<number>(16).fill(0);
  for (const angle of angles) bins[Math.floor((angle / (2 * Math.PI)) * 16)]!++;
  const expected = 62_000 / 16;
  const chiSquare = bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(37.7); // exceeded by chance once in a thousand seeds
});

test('the shuffle favours no place', () => {
  const { order } = drawDigits(1, 70_000, 62_000);
  const halves = order.subarray(0, 31_000).filter((position) => position < 35_000).length;
  expect(Math.abs(halves - 15_500)).toBeLessThan(4 * 59); // 4 standard deviations
});

test('is the same for the same seed, another for another, and a small draw begins a large one', () => {
  const draw = drawDigits(8, 500, 400);
  expect(drawDigits(8, 500, 400)).toEqual(draw);
  expect(drawDigits(9, 500, 400).order).not.toEqual(draw.order);
  expect(drawDigits(9, 500, 400).angles).not.toEqual(draw.angles);
  const small = drawDigits(8, 500, 50);
  expect(small).toEqual({ order: draw.order.slice(0, 50), angles: draw.angles.slice(0, 50) });
});
