import { memoryUsage } from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { types } from 'node:util';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemoryHost } from '../../core/memory/MemoryHost';

let collector: (() => void) | undefined;

/** The memory of this process; Node need not have been started with `--expose-gc`. */
export const memoryHost: MemoryHost = {
  types,
  loadedModules: () => require.cache,
  async collectGarbage() {
    // What the caller has just used may still lie on the stack.
    await setImmediate();
    if (!collector) {
      setFlagsFromString('--expose-gc');
      collector = runInNewContext('gc') as () => void;
      // Contexts that a cell makes are as usual.
      setFlagsFromString('--no-expose-gc');
    }
    collector();
  },
  memory() {
    const { used_heap_size: values, heap_size_limit: limit } = getHeapStatistics();
    return { values, limit, whole: memoryUsage.rss() };
  },
};
