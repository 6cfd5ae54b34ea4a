/** What compiled cells call; no cell can declare such names, so they never clash. */
export const names = {
  /** The running cell's {@link CellRuntime}, an argument of the compiled cell. */
  cell: '__cell',
  /** Shared memory whose first number is not 0 while everything is to stop. */
  flag: '__interrupt',
  /** Stops: throws. */
  stop: '__stop',
} as const;

/** What a compiled cell gets from the kernel. */
export interface CellRuntime {
  /** Whether a signal stops the code that runs now, so that loops need no checks. */
  readonly guarded: boolean;
  /** Makes the cell's own names known to later cells. */
  bind: (
    locals: Record<string, readonly [get: () => unknown, set?: (value: unknown) => void]>,
    imports: readonly string[],
  ) => void;
  /** Passes on what was awaited, unless the cell has been interrupted meanwhile. */
  resumed: <T>(value: T) => T;
  /** Calls a function in such a way that a signal stops it. */
  guard: <T>(call: () => T) => T;
}
