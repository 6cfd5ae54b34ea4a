import type { Cell, Notebook } from '../format/notebook';
import type { Kernelspec } from './kernelspec';
import type { OutputEvent } from './OutputCollector';
import type { RunOutcome } from './runCell';
import type { KernelOptions } from './startKernel';

/** How cells are run. */
export interface RunOptions {
  /** Whether to continue after a cell that failed. */
  allowErrors?: boolean;
  /** How long one cell may run; no limit by default. */
  cellTimeoutMs?: number;
  /** How long all cells together may run; no limit by default. */
  totalTimeoutMs?: number;
  /** How long an interrupted cell may take to stop before the kernel is killed; 5 s by default. */
  interruptGraceMs?: number;
  /** How many bytes of output a cell may have; no limit by default. */
  maxOutputBytes?: number;
  /**
   * Whether all that a cell prints to a stream becomes one output, and not only what it prints in
   * a row.
   */
  coalesceStreams?: boolean;
  /** Metadata of the request to run a cell, for kernels that use it; none by default. */
  requestMetadata?: (index: number) => Readonly<Record<string, unknown>>;
  /** Called before a cell is sent to the kernel; `position` of `total` code cells. */
  onCellStart?: (event: { index: number; cell: Cell; position: number; total: number }) => void;
  /** Called for each output as it comes. */
  onOutput?: (event: OutputEvent & { index: number }) => void;
  /** Called for each code cell when it has ended or was skipped. */
  onCellEnd?: (result: CellResult) => void;
}

/** How `executeNotebook` works. */
export interface ExecuteOptions extends KernelOptions, RunOptions {
  /** The kernel; without it, the one that the notebook names, looked for in `kernelPaths`. */
  kernelspec?: Kernelspec;
  /** Folders that hold kernels' folders; by default those of `JUPYTER_PATH` and `VIRTUAL_ENV`. */
  kernelPaths?: readonly string[];
}

/** How one code cell ended. */
export interface CellResult {
  /** The cell's place in the notebook, from 0. */
  index: number;
  /**
   * From the kernel's reply, never from the outputs: `ok`; `error`; `aborted` (the kernel did not
   * run it, since one had failed before); `timeout`; `dead` (the kernel ended while it ran);
   * `skipped` (never sent to the kernel).
   */
  status: RunOutcome['status'] | 'skipped';
  /**
   * Whether the cell ended as expected: `ok`, or `error` if it is tagged `raises-exception`.
   */
  expected: boolean;
  /** How long it ran. */
  seconds: number;
  /** The error's name, where the kernel gives one. */
  ename?: string;
  /** The error's message, where the kernel gives one. */
  evalue?: string;
  /** The lines that explain the error, with ANSI colours, where the kernel gives any. */
  traceback?: string[];
  /** What went wrong, unless it is the cell's own error. */
  message?: string;
  /** How the kernel's process ended, if it ended while the cell ran. */
  exit?: RunOutcome['exit'];
  /** Whether outputs were left out because they exceeded the limit. */
  truncated: boolean;
}

/** The result of `executeNotebook`. */
export interface ExecutionResult {
  /** The notebook with its outputs, even if the run ended early. */
  notebook: Notebook;
  /** One result for each code cell that is neither blank nor tagged `skip-execution`. */
  cells: CellResult[];
  /** Whether every cell ran and ended as expected. */
  ok: boolean;
}
