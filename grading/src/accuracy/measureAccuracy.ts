/** Test pictures in one step. */
const step = 500;
/** The fewest pictures for a verdict. */
const least = 1000;
/** At this many standard deviations, chance reverses a verdict less than once in a million. */
const deviations = 5;

/**
 * Measures an accuracy on as many pictures as it takes to decide on which side of a threshold it
 * is.
 *
 * @param correct returns how many of the pictures `start .. end` are recognized
 * @param count the number of all pictures
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
