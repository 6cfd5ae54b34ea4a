/** What compiled cells call; no cell can declare such names, so they never clash. */
export const names = {
  /** The running cell's {@link CellRuntime}, an argument of the compiled cell. */
  cell: '__cell',
  /** Shared memory; see {@link flagWords}. */
  flag: '__interrupt',
  /** Stops: throws. */
  stop: '__stop',
  /** The module that holds the names of earlier cells. */
  notebook: '__notebook',
} as const;

/**
 * Places in the shared memory, which cells read themselves: a getter would slow down short loops.
 */
export const flagWords = {
  /** Not 0 while everything is to stop. */
  interrupt: 0,
  /** Not 0 while a signal stops the code that runs, so that loops need no checks. */
  guarded: 1,
} as const;

/** How names are read, and written if they are variables. */
export type Getters = Readonly<
  Record<string, readonly [get: () => unknown, set?: (value: unknown) => void]>
>;

/** What a compiled cell gets from the kernel. */
export interface CellRuntime {
  /** Makes the cell's own names known to later cells. */
  bind: (names: Getters) => void;
  /** Passes on what was awaited, unless the cell has been interrupted meanwhile. */
  resumed: <T>(value: T) => T;
  /** Calls a function in such a way that a signal stops it. */
  guard: <T>(call: () => T) => T;
  /** `import()` */
  import: (module: string) => Promise<unknown>;
  /** `import.meta` */
  meta: object;
  /** Of the expression at its end. */
  value?: unknown;
}
