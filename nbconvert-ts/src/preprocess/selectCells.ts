import type { Cell } from '../format/notebook';
import type { Preprocessor } from './preprocess';

/**
 * Keeps some cells and leaves out the others.
 *
 * @param keep - whether to keep a cell
 * @returns the step
 * @example
 * preprocess(notebook, selectCells((cell) => !hasTag(cell, 'teacher')));
 */
export function selectCells(keep: (cell: Cell, index: number) => boolean): Preprocessor {
  return (notebook) => ({ ...notebook, cells: notebook.cells.filter(keep) });
}

/**
 * @param cell - a cell
 * @param tag - a tag
 * @returns whether the cell has it
 */
export function hasTag(cell: Cell, tag: string): boolean {
  return Array.isArray(cell.metadata.tags) && cell.metadata.tags.includes(tag);
}
