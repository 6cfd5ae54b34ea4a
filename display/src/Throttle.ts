/**
 * Passes values on, at most one in each interval, and never loses the last one: a value that comes
 * too early waits until the interval is over, and later ones replace it.
 *
 * @example
 * const throttle = new Throttle(250, console.log);
 * throttle.push(1); // logged at once
 * throttle.push(2); // dropped
 * throttle.push(3); // logged after 250 ms, or by flush()
 */
export class Throttle<T> {
  private lastEmit = -Infinity;
  private waiting: { value: T; timer: ReturnType<typeof setTimeout> } | undefined;

  /**
   * @param interval milliseconds
   * @param emit receives the values that pass
   */
  constructor(
    private readonly interval: number,
    private readonly emit: (value: T) => void,
  ) {}

  /** Takes a value: emits it now if the interval is over, else later. */
  push(value: T): void {
    const wait = this.lastEmit + this.interval - performance.now();
    if (wait <= 0) {
      this.pass(value);
    } else if (this.waiting) {
      this.waiting.value = value;
    } else {
      this.waiting = { value, timer: setTimeout(() => this.flush(), wait) };
    }
  }

  /** Emits the waiting value, if there is one, at once. */
  flush(): void {
    if (this.waiting) this.pass(this.waiting.value);
  }

  private pass(value: T): void {
    clearTimeout(this.waiting?.timer);
    this.waiting = undefined;
    this.lastEmit = performance.now();
    this.emit(value);
  }
}
