import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collector: (() => void) | undefined;

/** Runs a full garbage collection, without Node having been started with `--expose-gc`. */
export function collectGarbage(): void {
  if (!collector) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
    // Contexts that a cell makes are as usual.
    setFlagsFromString('--no-expose-gc');
  }
  collector();
}
