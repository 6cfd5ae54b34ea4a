/** How {@link jupyter.display} shows a value. */
interface JupyterDisplayOptions {
  /** A name for what is shown, so that it can be replaced later. */
  id?: string;
  /** Replaces what was shown under this `id`, wherever it stands. */
  update?: boolean;
  /** Settings of the notebook's programs, by MIME type. */
  metadata?: Record<string, unknown>;
}

/** What a notebook can do besides printing. */
declare const jupyter: {
  /**
   * Shows a value under the running cell.
   *
   * A value decides itself how it is shown if it has a method `[Symbol.for('Jupyter.display')]`
   * that returns its forms by MIME type; such forms can also be given directly. Await it if that
   * method takes time.
   *
   * @example
   * jupyter.display({ 'text/html': '<b>bold</b>', 'text/plain': 'bold' });
   * jupyter.display('working', { id: 'state' });
   * jupyter.display('done', { id: 'state', update: true });
   */
  display(value: unknown, options?: JupyterDisplayOptions): void | Promise<void>;
  /**
   * Removes what the running cell has shown.
   *
   * @param wait whether to do it only when something new is shown, so that nothing flickers
   */
  clearOutput(wait?: boolean): void;
  /** What the names that cells have declared or imported hold now. */
  readonly values: Readonly<Record<string, unknown>>;
  /**
   * The names of which the running cell has read an older version, or of which one of these values
   * is one: the last run of the cell that declares the name failed (`failed`), or the class or
   * function has changed since.
   */
  olderVersions(...values: unknown[]): { name: string; failed: boolean }[];
};

/**
 * Asks for a line of text, and waits for it.
 *
 * @param message what to ask
 * @returns the line
 * @throws Error where nobody can be asked, as in a notebook that is run by a program
 */
declare function prompt(message?: string): string | null;

// Node 20 has these; the libraries of TypeScript 5.0 do not.
interface ReadonlyArray<T> {
  /** A sorted copy. */
  toSorted(compare?: (a: T, b: T) => number): T[];
  /** A copy in reverse order. */
  toReversed(): T[];
  /** A copy with elements removed and added. */
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  /** A copy with another element in one place. */
  with(index: number, value: T): T[];
}
interface Array<T> {
  /** A sorted copy. */
  toSorted(compare?: (a: T, b: T) => number): T[];
  /** A copy in reverse order. */
  toReversed(): T[];
  /** A copy with elements removed and added. */
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  /** A copy with another element in one place. */
  with(index: number, value: T): T[];
}
