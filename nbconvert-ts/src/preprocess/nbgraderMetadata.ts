import type { Cell } from '../format/notebook';

/** nbgrader's metadata of a cell, schema version 3. */
export interface NbgraderMetadata {
  schema_version: 3;
  /** Whether the cell earns points. */
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
 * A cell's nbgrader metadata, not checked; undefined if it has none.
 *
 * @param cell a cell
 */
export function nbgraderMetadata(cell: Cell): Partial<NbgraderMetadata> | undefined {
  const metadata = cell.metadata.nbgrader;
  return typeof metadata === 'object' && metadata !== null ? metadata : undefined;
}

/**
 * The first line of a text that is not blank, without space around it.
 *
 * @param text any text
 * @param longest how many characters of the line are kept
 * @returns the line; empty where the text is blank
 * @example
 * firstLine('\n  const x = 1;\n', 7); // 'const x'
 */
export function firstLine(text: string, longest = Infinity): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, longest);
}

/**
 * Names a cell so that a person finds it.
 *
 * @param cell the cell
 * @param index its place in the notebook, from 0
 * @returns e.g. `cell 4 (exercise-1, "const x = 1;")`, counted from 1
 */
export function describeCell(cell: Cell, index: number): string {
  const line = firstLine(cell.source);
  const start = line.length > 40 ? `${line.slice(0, 40)}…` : line;
  const gradeId = nbgraderMetadata(cell)?.grade_id;
  const named = gradeId === undefined ? '' : `${gradeId}, `;
  return `cell ${index + 1} (${named}"${start.trim()}")`;
}
