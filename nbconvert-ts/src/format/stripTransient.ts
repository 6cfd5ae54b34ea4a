import type { Notebook } from './notebook';

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
    metadata: without(notebook.metadata, ['signature', 'orig_nbformat', 'orig_nbformat_minor']),
    cells: notebook.cells.map((cell) =>
      'trusted' in cell.metadata
        ? { ...cell, metadata: without(cell.metadata, ['trusted']) }
        : cell,
    ),
  };
}

function without<T extends Record<string, unknown>>(metadata: T, names: string[]): T {
  if (!names.some((name) => name in metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata).filter(([name]) => !names.includes(name)),
  ) as T;
}
