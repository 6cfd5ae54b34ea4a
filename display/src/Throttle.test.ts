import { Throttle } from './Throttle';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function throttled(): { throttle: Throttle<number>; seen: number[] } {
  const seen: number[] = [];
  return { throttle: new Throttle<number>(250, (value) => seen.push(value)), seen };
}

test('the first value passes at once, the last of a burst when the interval is over', () => {
  const { throttle, seen } = throttled();
  for (const value of [1, 2, 3]) throttle.push(value);
  expect(seen).toEqual([1]);
  jest.advanceTimersByTime(249);
  expect(seen).toEqual([1]);
  jest.advanceTimersByTime(1);
  expect(seen).toEqual([1, 3]);
});

test('at most one value an interval passes in a long run, and the last is among them', () => {
  const { throttle, seen } = throttled();
  for (let value = 0; value < 1000; value++) {
    throttle.push(value);
    jest.advanceTimersByTime(10);
  }
  jest.runAllTimers();
  expect(seen.length).toBeGreaterThan(35);
  expect(seen.length).toBeLessThanOrEqual(41);
  expect(seen.at(-1)).toBe(999);
});

test('values pass by the clock alone in a loop that gives timers no turn', () => {
  const { throttle, seen } = throttled();
  for (let value = 0; value < 10; value++) {
    throttle.push(value);
    jest.setSystemTime(0); // the date does not matter
    jest.spyOn(performance, 'now').mockReturnValue(100 * (value + 1));
  }
  expect(seen).toEqual([0, 3, 6, 9]);
  jest.restoreAllMocks();
});

test('flush emits what waits, once', () => {
  const { throttle, seen } = throttled();
  throttle.push(1);
  throttle.push(2);
  throttle.flush();
  throttle.flush();
  jest.runAllTimers();
  expect(seen).toEqual([1, 2]);
});
