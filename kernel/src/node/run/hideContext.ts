import type { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Keeps an asynchronous context out of sight. Node 20 marks promises with symbols that
 * `console.log` shows; later versions do not, and then there is nothing to do.
 */
export function hideContext<T>(context: AsyncLocalStorage<T>): void {
  const [marked] = context.run({} as T, () => [Promise.resolve()]);
  for (const key of Object.getOwnPropertySymbols(marked)) {
    void Object.defineProperty(Promise.prototype, key, {
      set(this: object, value: unknown) {
        // Not enumerable.
        Object.defineProperty(this, key, { value, writable: true, configurable: true });
      },
      configurable: true,
    });
  }
}
