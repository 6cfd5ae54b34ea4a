/** The longest time that a timer can count: 24 days. */
const longestMs = 2 ** 31 - 1;

/**
 * Waits for a promise, up to a time limit.
 *
 * @param promise what to wait for
 * @param milliseconds how long; `Infinity` for ever
 * @returns its value, or undefined when the time is up
 */
export async function withTimeout<T>(
  promise: Promise<T>,
  milliseconds: number,
): Promise<T | undefined> {
  if (milliseconds > longestMs) return promise;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
