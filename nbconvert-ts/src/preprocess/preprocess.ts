import type { Cell, Notebook } from '../format/notebook';
import { omit } from '../format/numberText';
import { nbgraderMetadata } from './nbgraderMetadata';

/** A step that returns a new notebook and leaves the old one unchanged. */
export type Preprocessor = (notebook: Notebook) => Notebook;

/**
 * Applies steps one after the other.
 *
 * @param notebook is not changed
 * @param steps in the order in which they are applied
 * @returns the notebook of the last step
 * @example
 * preprocess(notebook, clearOutputs, clearSolutions(), lockCells);
 */
export function preprocess(notebook: Notebook, ...steps: readonly Preprocessor[]): Notebook {
  return steps.reduce((result, step) => step(result), notebook);
}

/**
 * A step that changes every cell.
 *
 * @param change returns a new cell, or the same cell unchanged
 */
export function mapCells(
  change: (cell: Cell, index: number, notebook: Notebook) => Cell,
): Preprocessor {
  return (notebook) => ({
    ...notebook,
    cells: notebook.cells.map((cell, index) => change(cell, index, notebook)),
  });
}

/**
 * Keeps some cells and leaves out the others.
 *
 * @param keep whether to keep a cell
 * @returns the step
 * @example
 * preprocess(notebook, selectCells((cell) => !hasTag(cell, 'teacher')));
 */
export function selectCells(keep: (cell: Cell, index: number) => boolean): Preprocessor {
  return (notebook) => ({ ...notebook, cells: notebook.cells.filter(keep) });
}

/**
 * Removes every output and execution count, and the metadata about outputs (`collapsed`,
 * `scrolled`).
 *
 * @example
 * clearOutputs(notebook);
 */
export const clearOutputs: Preprocessor = mapCells((cell) =>
  cell.cell_type === 'code'
    ? {
        ...cell,
        metadata: omit(cell.metadata, ['collapsed', 'scrolled']),
        outputs: [],
        execution_count: null,
      }
    : cell,
);

/**
 * Locks what students must not change, as nbgrader's LockCells does: in Jupyter, graded, solution
 * and locked cells can't be deleted, and of these only solution cells can be edited.
 *
 * @example
 * lockCells(notebook);
 */
export const lockCells: Preprocessor = mapCells((cell) => {
  const nbgrader = nbgraderMetadata(cell);
  if (nbgrader?.solution) return { ...cell, metadata: { ...cell.metadata, deletable: false } };
  if (!nbgrader?.grade && !nbgrader?.locked) return cell;
  return { ...cell, metadata: { ...cell.metadata, deletable: false, editable: false } };
});
