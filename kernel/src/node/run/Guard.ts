import vm from 'node:vm';
import type { SharedState } from '../../core/run/SharedState';

const entry = '__guarded';

/** Runs code in such a way that a SIGINT stops it, wherever it is. */
export class Guard {
  /** Whether such code runs now. */
  active = false;
  private call: () => unknown = () => undefined;
  private readonly script: vm.Script;

  constructor(private readonly state: SharedState) {
    Object.defineProperty(globalThis, entry, { value: () => this.call() });
    this.script = new vm.Script(`${entry}()`);
  }

  /**
   * Calls a function; what it does later, after an `await`, is not guarded.
   *
   * @throws what the function throws; Error with code ERR_SCRIPT_EXECUTION_INTERRUPTED after a
   * SIGINT
   */
  run<T>(call: () => T): T {
    if (this.active) return call();
    this.call = call;
    this.setActive(true);
    try {
      return this.script.runInThisContext({ breakOnSigint: true, displayErrors: false }) as T;
    } finally {
      this.setActive(false);
      renewSignalListeners();
    }
  }

  private setActive(active: boolean): void {
    this.active = active;
    this.state.set('guarded', active ? 1 : 0);
  }
}

/**
 * Node forgets listeners that were added while it watched for the signal itself, and ends at the
 * next one.
 */
function renewSignalListeners(): void {
  const listeners = process.rawListeners('SIGINT') as (() => void)[];
  process.removeAllListeners('SIGINT');
  for (const listener of listeners) process.on('SIGINT', listener);
}
