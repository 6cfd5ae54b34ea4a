import vm from 'node:vm';
import type { SharedState } from '../../core/run/SharedState';

const entry = '__guarded';
/** How long code that was sent a signal waits for it to arrive, in milliseconds. */
const delivery = 1_000;

/**
 * Runs code in such a way that a SIGINT stops it, wherever it is.
 *
 * Node takes the signal only while it runs such code: right after, a signal ends the process. So
 * the code says when it is there (`guarded`), `stopGuarded` says that it sends a signal, and code
 * that ends just then waits for it.
 */
export class Guard {
  /** Whether such code runs now. */
  active = false;
  private call: () => unknown = () => undefined;
  private readonly script: vm.Script;

  constructor(private readonly state: SharedState) {
    Object.defineProperty(globalThis, entry, { value: () => this.callStoppable() });
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
    this.active = true;
    try {
      return this.script.runInThisContext({ breakOnSigint: true, displayErrors: false }) as T;
    } finally {
      this.active = false;
      // Of what a signal ended, no `finally` has run.
      this.state.set('guarded', 0);
      renewSignalListeners();
    }
  }

  private callStoppable(): unknown {
    const { state } = this;
    state.set('guarded', 1);
    try {
      return this.call();
    } finally {
      // The signal ends this wait.
      if (!state.replace('guarded', 1, 0)) state.waitWhile('guarded', 2, delivery);
    }
  }
}

/**
 * Stops guarded code, from another thread.
 *
 * @param isAgain whether code that took the last signal for itself gets another
 */
export function stopGuarded(state: SharedState, isAgain: boolean): void {
  if (isAgain) state.replace('guarded', 2, 1);
  if (state.replace('guarded', 1, 2)) process.kill(process.pid, 'SIGINT');
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
