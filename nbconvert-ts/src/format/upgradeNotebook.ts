import { withCellIds } from './cellIds';
import { checkNotebook } from './checkNotebook';
import type { Notebook } from './notebook';
import { LATEST_MINOR } from './notebookSchema';

/**
 * Brings a notebook of nbformat 4.0 to 4.4 to 4.5, whose cells have ids. A notebook of 4.5 or newer is given back as it is.
 *
 * @param notebook - is not changed
 * @returns the notebook with ids, the same ones each time
 * @throws NotebookFormatError where something in it is not allowed in 4.5
 * @example
 * writeNotebook('new.ipynb', upgradeNotebook(readNotebook('old.ipynb')));
 */
export function upgradeNotebook(notebook: Notebook): Notebook {
  if (notebook.nbformat_minor >= LATEST_MINOR) return notebook;
  const upgraded = {
    ...notebook,
    nbformat_minor: LATEST_MINOR,
    cells: withCellIds(notebook.cells),
  };
  checkNotebook(upgraded);
  return upgraded;
}
