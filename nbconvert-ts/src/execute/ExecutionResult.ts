import type { Notebook } from '../format/notebook';
import type { RunOutcome } from './runCell';

/** How one code cell ended. */
export interface CellResult {
  /** The cell's place in the notebook, from 0. */
  index: number;
  /**
   * From the kernel's reply, never from the outputs: `ok`; `error`; `aborted` (the kernel did not run it, since one had failed before);
   * `timeout`; `dead` (the kernel ended while it ran); `skipped` (never sent to the kernel).
   */
  status: RunOutcome['status'] | 'skipped';
  /** Whether the cell ended as it should: `ok`, or `error` where it is tagged `raises-exception`. */
  expected: boolean;
  /** How long it ran. */
  seconds: number;
  /** The error's name, where the kernel gives one. */
  ename?: string;
  /** The error's message, where the kernel gives one. */
  evalue?: string;
  /** What went wrong, where it is not the cell's own error. */
  message?: string;
  /** Whether outputs were left out, since there were more than allowed. */
  truncated: boolean;
}

/** What `executeNotebook` gives. */
export interface ExecutionResult {
  /** The notebook with its outputs; also those of a run that ended early. */
  notebook: Notebook;
  /** One result for each code cell that is neither blank nor tagged `skip-execution`. */
  cells: CellResult[];
  /** Whether every cell ran and ended as it should. */
  ok: boolean;
}
