import type { Cell } from '../format/notebook';
import { nbgraderMetadata } from './nbgraderMetadata';

/**
 * Names a cell so that a person finds it.
 *
 * @param cell - the cell
 * @param index - its place in the notebook, from 0
 * @returns e.g. `cell 4 (exercise-1, "const x = 1;")`, counted from 1
 */
export function describeCell(cell: Cell, index: number): string {
  const line = cell.source.split('\n').find((text) => text.trim() !== '') ?? '';
  const start = line.length > 40 ? `${line.slice(0, 40)}…` : line;
  const gradeId = nbgraderMetadata(cell)?.grade_id;
  const named = gradeId === undefined ? '' : `${gradeId}, `;
  return `cell ${index + 1} (${named}"${start.trim()}")`;
}
