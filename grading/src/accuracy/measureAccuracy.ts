/** Test pictures at a time. */
const step = 500;
/** No verdict comes from fewer. */
const least = 1000;
/** By chance a verdict is another one than with all pictures less than once in a million times. */
const deviations = 5;

/**
 * Measures an accuracy on as many pictures as it takes to tell on which side of a threshold it is.
 *
 * @param correct how many of the pictures `start .. end` are recognized
 * @param count how many there are
 * @param threshold 0..1
 */
export function measureAccuracy(
  correct: (start: number, end: number) => number,
  count: number,
  threshold: number,
): { accuracy: number; count: number } {
  let [right, seen] = [0, 0];
  while (seen < count) {
    const end = Math.min(seen + step, count);
    right += correct(seen, end);
    seen = end;
    const deviation = Math.sqrt((threshold * (1 - threshold)) / seen);
    const isClear = Math.abs(right / seen - threshold) > deviations * deviation;
    if (seen >= least && isClear) break;
  }
  return { accuracy: right / seen, count: seen };
}
