import type { CompiledCell } from '../compile/CompiledCell';
import type { Message } from 'jupyter-protocol';

/** How code is to be run. */
export interface CellOptions {
  /** Nothing of it is shown or counted. */
  silent: boolean;
  /** Whether a person can be asked for input. */
  allowsInput: boolean;
  /** What the compiler makes of it, if whoever sent it has asked it already. */
  compiled?: CompiledCell;
}

/** One run of a cell. */
export class Cell {
  /** Whether what it has started is to stop. */
  interrupted = false;
  /** Whether it has been asked to stop, but may do so in its own way. */
  asked = false;
  /**
   * Rejects when the cell fails though its code goes on: at an interrupt, or an error that nobody
   * catches.
   */
  readonly failure: Promise<never>;
  private reject!: (error: unknown) => void;

  /**
   * @param number of this run, from 1, for the kernel's own use
   * @param count as the notebook shows it
   */
  constructor(
    readonly request: Message,
    readonly number: number,
    readonly count: number,
    readonly source: string,
    readonly options: CellOptions,
  ) {
    this.failure = new Promise((_, reject) => (this.reject = reject));
    this.failure.catch(() => undefined);
  }

  /** Name of its script, as it stands in stacks. */
  get file(): string {
    return `cell-${this.number}.ts`;
  }

  /** Ends the cell; what it has begun stops at its next `await`. */
  fail(error: unknown): void {
    this.interrupted = true;
    this.reject(error);
  }
}
