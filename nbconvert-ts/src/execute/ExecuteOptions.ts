import type { Cell } from '../format/notebook';
import type { CellResult } from './ExecutionResult';
import type { KernelCommand } from './KernelProcess';
import type { Kernelspec } from './kernelspec';
import type { OutputEvent } from './OutputCollector';

/** Where and how a kernel is started. */
export interface KernelOptions {
  /** The kernel's working directory; by default this process's. */
  cwd?: string;
  /** Variables that are added to the kernel's environment. */
  env?: Readonly<Record<string, string>>;
  /** Through what the kernel is spoken to: `tcp`, by default, or `ipc`, which no other user of the machine can reach (not on Windows). */
  transport?: 'tcp' | 'ipc';
  /**
   * Called with the command that is about to start the kernel; the one that it gives back is run instead, e.g. the same in a sandbox. The
   * folder holds the connection file and, for `ipc`, the sockets: the kernel must be able to read and write there.
   */
  beforeStart?: (command: KernelCommand, folder: string) => KernelCommand | Promise<KernelCommand>;
  /** Larger messages of the kernel are not taken in: it is cut off, and what it said is lost. Without limit by default. */
  maxMessageBytes?: number;
  /** How many messages about outputs may wait to be taken in; further ones are lost. Without limit by default. */
  maxWaitingMessages?: number;
  /** How long the kernel may take to start; 60 s by default. */
  startTimeoutMs?: number;
}

/** How cells are run. */
export interface RunOptions {
  /** Whether to go on after a cell that did not end well. */
  allowErrors?: boolean;
  /** How long one cell may run; without limit by default. */
  cellTimeoutMs?: number;
  /** How long all cells together may run; without limit by default. */
  totalTimeoutMs?: number;
  /** How long an interrupted cell may take to stop before the kernel is killed; 5 s by default. */
  interruptGraceMs?: number;
  /** How many bytes of output a cell may have; without limit by default. */
  maxOutputBytes?: number;
  /** Whether to make one output of all that a cell prints to a stream, not only of what it prints in a row. */
  coalesceStreams?: boolean;
  /** Metadata of the request to run a cell, for kernels that make use of it; by default none. */
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
