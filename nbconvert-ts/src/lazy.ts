import { createRequire } from 'node:module';

/**
 * Puts off something slow, such as the loading of a large library, until it is needed.
 *
 * @returns gives it, made at the first call
 */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * A module that is loaded when it is needed: some take longer to load than all else takes to run.
 */
export function lazyModule<T>(name: string): () => T {
  return lazy(() => createRequire(__filename)(name) as T);
}
