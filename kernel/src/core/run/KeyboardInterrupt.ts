/** Thrown in what a cell runs when somebody has stopped it. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt';

  constructor() {
    super('The cell was interrupted.');
  }

  /** Whether an error is one of these, or the host's own where a signal has stopped a script. */
  static is(error: unknown): boolean {
    return (
      error instanceof KeyboardInterrupt ||
      (error as { code?: unknown } | undefined)?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
    );
  }
}
