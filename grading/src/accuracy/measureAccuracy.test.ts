import { measureAccuracy } from './measureAccuracy';

/** Recognizes every `n`th picture not. */
const allBut = (n: number) => (start: number, end: number) =>
  Array.from({ length: end - start }, (_, i) => start + i).filter((i) => i % n !== 0).length;

test('what is clear is told soon, what is close to the threshold by all pictures', () => {
  expect(measureAccuracy(allBut(100), 10_000, 0.93)).toEqual({ accuracy: 0.99, count: 1000 });
  expect(measureAccuracy(allBut(2), 10_000, 0.93)).toEqual({ accuracy: 0.5, count: 1000 });
  expect(measureAccuracy(allBut(14), 10_000, 0.93).count).toBe(10_000);
  expect(measureAccuracy(allBut(20), 10_000, 0.93).count).toBeLessThan(10_000);
});

test('each picture counts once', () => {
  const seen: number[] = [];
  const see = (start: number, end: number): number => {
    for (let i = start; i < end; i++) seen.push(i);
    return Math.round(0.93 * (end - start));
  };
  expect(measureAccuracy(see, 2300, 0.93).count).toBe(2300);
  expect(seen).toEqual([...Array(2300).keys()]);
});
