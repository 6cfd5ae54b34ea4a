import type { Cell, Notebook } from '../format/notebook';

/** A step that makes a new notebook of a notebook and changes nothing in the old one. */
export type Preprocessor = (notebook: Notebook) => Notebook;

/**
 * Applies steps one after the other.
 *
 * @param notebook - is not changed
 * @param steps - in the order in which they are applied
 * @returns the last step's notebook
 * @example
 * preprocess(notebook, clearOutputs, clearSolutions(), lockCells);
 */
export function preprocess(notebook: Notebook, ...steps: readonly Preprocessor[]): Notebook {
  return steps.reduce((result, step) => step(result), notebook);
}

/**
 * @param change - makes a new cell of a cell, or gives it back unchanged
 * @returns the step that does so with every cell
 */
export function mapCells(
  change: (cell: Cell, index: number, notebook: Notebook) => Cell,
): Preprocessor {
  return (notebook) => ({
    ...notebook,
    cells: notebook.cells.map((cell, index) => change(cell, index, notebook)),
  });
}
