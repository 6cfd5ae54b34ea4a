/** A place in a text; both numbers from 1. */
export interface Position {
  line: number;
  column: number;
}

/** What the compiler has against a cell. */
export interface Diagnostic extends Position {
  /** TypeScript's number of it, such as 2322; 0 where it is the kernel's own. */
  code: number;
  message: string;
  /** What follows from what, from the general to the special. */
  details: string[];
  /** A file other than the cell. */
  file?: string;
}
