import type { Cell } from '../format/notebook';

/** nbgrader's metadata of a cell, schema version 3. */
export interface NbgraderMetadata {
  schema_version: 3;
  /** Whether the cell gives points. */
  grade: boolean;
  /** Whether students write their answer into it. */
  solution: boolean;
  /** Whether students must not change it. */
  locked: boolean;
  /** Whether it is a task that a person grades as a whole. */
  task?: boolean;
  /** Letters, digits, `-` and `_`. */
  grade_id?: string;
  points?: number;
  checksum?: string;
  cell_type?: Cell['cell_type'];
}

/**
 * @param cell - a cell
 * @returns its nbgrader metadata, not checked; undefined where it has none
 */
export function nbgraderMetadata(cell: Cell): Partial<NbgraderMetadata> | undefined {
  const metadata = cell.metadata.nbgrader;
  return typeof metadata === 'object' && metadata !== null ? metadata : undefined;
}
