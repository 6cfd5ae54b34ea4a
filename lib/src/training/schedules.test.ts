import { shuffled } from './dataset';
import { constantRate, oneCycle } from './schedules';

it('keeps a constant rate', () => {
  expect(constantRate(5e-5)(17, 100)).toBe(5e-5);
});

it('climbs to the peak and comes down again', () => {
  const rates = Array.from({ length: 100 }, (_, step) => oneCycle(1)(step, 100));
  expect(rates[0]).toBeCloseTo(1 / 25, 6);
  expect(rates[29]).toBeCloseTo(1, 6);
  expect(Math.max(...rates)).toBe(rates[29]);
  expect(rates[99]).toBeCloseTo(4e-6, 8);
  for (let i = 1; i < 100; i++) {
    if (i <= 29) expect(rates[i]).toBeGreaterThan(rates[i - 1]!);
    else expect(rates[i]).toBeLessThan(rates[i - 1]!);
  }
});

it('is well behaved in the shortest of runs', () => {
  expect(oneCycle(1)(0, 1)).toBeGreaterThan(0);
  expect(oneCycle(1)(1, 2)).toBeGreaterThan(0);
});

it('shuffles: every index once, by seed and epoch', () => {
  const order = shuffled(1000, 1, 0);
  expect([...order].sort((a, b) => a - b)).toEqual([...Array(1000).keys()]);
  expect(shuffled(1000, 1, 0)).toEqual(order);
  expect(shuffled(1000, 1, 1)).not.toEqual(order);
  expect(shuffled(1000, 2, 0)).not.toEqual(order);
});
