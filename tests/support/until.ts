import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until something holds.
 *
 * @param what it is, for the message
 * @param patience how long it may take, in milliseconds
 * @throws Error if it does not hold by then
 */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  patience = 120_000,
): Promise<void> {
  for (const end = Date.now() + patience; !(await holds()); await wait(200)) {
    if (Date.now() > end) throw new Error(`After ${patience / 1000} s not yet: ${what}.`);
  }
}
