import type { Notebook } from './notebook';
import { omit } from './numberText';

/**
 * Leaves out the metadata that Jupyter never keeps in a file: `signature`, `orig_nbformat` and each
 * cell's `trusted`.
 *
 * @param notebook - is not changed
 * @returns the notebook without them
 */
export function stripTransient(notebook: Notebook): Notebook {
  return {
    ...notebook,
    metadata: omit(notebook.metadata, ['signature', 'orig_nbformat', 'orig_nbformat_minor']),
    cells: notebook.cells.map((cell) =>
      'trusted' in cell.metadata ? { ...cell, metadata: omit(cell.metadata, ['trusted']) } : cell,
    ),
  };
}
