import type { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Keeps an asynchronous context out of sight. Node 20 stores it in promises and timers, under a symbol that
 * `console.log` shows; later versions keep it elsewhere, and then there is nothing to do.
 */
export function hideContext(context: AsyncLocalStorage<unknown>): void {
  const { kResourceStore: key } = context as { kResourceStore?: symbol };
  if (key === undefined) return;
  const timer = setTimeout(() => undefined);
  clearTimeout(timer);
  for (const prototype of [Promise.prototype, Object.getPrototypeOf(timer) as object]) {
    Object.defineProperty(prototype, key, {
      set(this: object, value: unknown) {
        // Not enumerable.
        Object.defineProperty(this, key, { value, writable: true, configurable: true });
      },
      configurable: true,
    });
  }
}
