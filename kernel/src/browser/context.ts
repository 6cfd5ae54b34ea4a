import type { Cell } from '../core/run/Cell';
import type { RunHost } from '../core/run/RunHost';

/*
 * Which cell code belongs to. Browsers do not say it, so it is noted where a cell starts something,
 * and looked up when that runs: timers, reactions to promises, and what follows an `await` in a
 * cell. What follows an `await` in a package, and a listener of events, belongs to the cell that
 * runs, or ran last.
 */

let current: Cell | undefined;
/** The cells whose code made a promise that they react to. */
const owners = new WeakMap<Promise<unknown>, Cell>();

function run<T>(cell: Cell | undefined, call: () => T): T {
  const before = current;
  current = cell;
  try {
    return call();
  } finally {
    current = before;
  }
}

export const context: RunHost['context'] = {
  getStore: () => current,
  run,
  suspend() {
    const cell = current;
    return () => {
      current = cell;
      // The code behind the `await` runs to its next one, or to its end, in this turn.
      queueNative(leave);
    };
  },
};

const queueNative = queueMicrotask.bind(globalThis);
const leave = (): void => void (current = undefined);

/** The cell that a promise was made by, as far as is known. */
export const ownerOf = (promise: Promise<unknown>): Cell | undefined => owners.get(promise);

/** A function that runs for the cell that is running now. */
export function bound<A extends unknown[], R>(call: (...args: A) => R): (...args: A) => R {
  const cell = current;
  if (!cell || typeof call !== 'function') return call;
  return function (this: unknown, ...args) {
    return run(cell, () => call.apply(this, args));
  };
}

/** From now on, what cells start is theirs. */
export function followCells(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is applied to promises below
  const { then } = Promise.prototype;
  type Reaction = ((value: unknown) => unknown) | null | undefined;
  Promise.prototype.then = function (this: Promise<unknown>, ...reactions: Reaction[]) {
    const cell = current;
    if (!cell) return then.apply(this, reactions as []);
    const made = then.apply(this, reactions.map((one) => one && bound(one)) as []);
    owners.set(made, cell);
    return made;
  } as typeof then;
  followGenerators(then);
  const queue = queueNative;
  globalThis.queueMicrotask = (call) => queue(bound(call));
}

/** A `for await` goes on in the cell that it belongs to: one that runs over a generator. */
function followGenerators(then: (typeof Promise.prototype)['then']): void {
  const generators = (
    Object.getPrototypeOf(async function* () {
      yield await Promise.resolve();
    }) as { prototype: AsyncGenerator }
  ).prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is applied to generators below
  const { next } = generators;
  generators.next = function (this: AsyncGenerator, ...values) {
    const result = next.apply(this, values);
    if (!current) return result;
    const resume = context.suspend!();
    return new Promise((resolve, reject) => {
      // The loop goes on in the very next turn of the queue.
      const pass =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          queueNative(resume);
          settle(value);
        };
      void then.call(result, pass(resolve), pass(reject));
    });
  };
}
