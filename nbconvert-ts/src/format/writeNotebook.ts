import { checkNotebook } from './checkNotebook';
import { formatNotebook } from './formatNotebook';
import type { Notebook } from './notebook';
import { writeFileAtomic } from './writeFileAtomic';

/**
 * Checks a notebook and writes it to a file as Jupyter would.
 *
 * @param file - path of the `.ipynb` file; missing folders are made
 * @param notebook - is not changed
 * @throws NotebookFormatError where it is not a valid notebook; nothing is written then
 * @example
 * writeNotebook('copy.ipynb', readNotebook('lesson.ipynb'));
 */
export function writeNotebook(file: string, notebook: Notebook): void {
  checkNotebook(notebook);
  writeFileAtomic(file, formatNotebook(notebook));
}
