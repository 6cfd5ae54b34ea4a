import { readNotebook, type Output } from 'nbconvert-ts';
import type { ClientNotebook, Status } from './ClientCell';
import type { ClientKernel } from './ClientKernel';

/** What a client shows of a cell. */
export interface ShownCell {
  outputs: Output[];
  count: number | null;
  /** How the kernel says that it ended; undefined where the client does not tell. */
  status?: Status | 'skipped' | 'aborted' | 'dead' | undefined;
  /** MIME types of what is drawn, one for each output; undefined where nothing is drawn. */
  drawn?: string[];
  /** Whether it had to be stopped before it showed what it had printed. */
  isSilent?: boolean;
}

/** What a client shows of a notebook. */
export interface Run {
  /** Undefined where the client leaves no notebook. */
  cells: ShownCell[] | undefined;
  /** What it says when it stops at an error. */
  failure?: string | undefined;
}

/** A program that runs notebooks. */
export interface Client {
  name: string;
  run(notebook: ClientNotebook, kernel: ClientKernel): Promise<Run>;
}

/** The cells of a notebook that a client has written. */
export function cellsOf(path: string, statuses: readonly (string | null)[] = []): ShownCell[] {
  return readNotebook(path).cells.map((cell, index) => {
    if (cell.cell_type !== 'code') throw new Error(`Cell ${index} of ${path} is no code cell.`);
    const status = statuses[index];
    return {
      outputs: cell.outputs,
      count: cell.execution_count,
      status: status === 'ok' || status === 'error' ? status : undefined,
    };
  });
}
