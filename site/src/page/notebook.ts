/** A cell, as in a notebook's file. */
export interface Cell {
  id: string;
  cell_type: string;
  metadata: Record<string, unknown>;
  source: string | string[];
  outputs?: unknown[];
  execution_count?: number | null;
}

/** A notebook, as in its file. */
export interface NotebookFile {
  cells: Cell[];
  metadata: Record<string, unknown>;
}

/** The text of a cell. */
export function textOf({ source }: Cell): string {
  return typeof source === 'string' ? source : source.join('');
}

/** Whether the student's answer goes into a cell. */
export function isAnswer({ metadata }: Cell): boolean {
  return (metadata.nbgrader as { solution?: boolean } | undefined)?.solution === true;
}
