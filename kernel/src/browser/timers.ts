import { bound } from './context';

/** What Node's timers are; code that wants a number finds one in it. */
export class Timeout {
  constructor(private readonly id: number) {}
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
  close(): this {
    clearTimeout(this.id);
    return this;
  }
  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

type Call = (...values: unknown[]) => void;

/**
 * Gives cells timers as Node has them, which belong to the cell that starts them.
 *
 * @param fail gets what a callback throws
 */
export function installTimers(fail: (error: unknown) => void): void {
  const guarded = (call: Call): Call =>
    bound((...values) => {
      try {
        call(...values);
      } catch (error) {
        fail(error);
      }
    });
  const { setTimeout: once, setInterval: often } = globalThis;
  const own = {
    setTimeout: (call: Call, ms?: number, ...values: unknown[]) =>
      new Timeout(once(guarded(call), ms, ...values)),
    setInterval: (call: Call, ms?: number, ...values: unknown[]) =>
      new Timeout(often(guarded(call), ms, ...values)),
    setImmediate: (call: Call, ...values: unknown[]) =>
      new Timeout(once(guarded(call), 0, ...values)),
    clearImmediate: (timer: unknown) => clearTimeout(Number(timer)),
  };
  Object.assign(globalThis, own);
}
