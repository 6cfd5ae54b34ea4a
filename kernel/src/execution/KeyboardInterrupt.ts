/** Thrown in what a cell runs when somebody has stopped it. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt';

  constructor() {
    super('The cell was interrupted.');
  }

  /** Whether an error is one of these, or Node's own where a signal has stopped a script. */
  static is(error: unknown): boolean {
    return (
      error instanceof KeyboardInterrupt ||
      (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
    );
  }
}
