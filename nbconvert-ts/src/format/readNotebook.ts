import { readFileSync } from 'node:fs';
import type { Notebook } from './notebook';
import { NotebookFormatError } from './NotebookFormatError';
import { parseNotebook } from './parseNotebook';

/**
 * Reads a notebook file.
 *
 * @param file - path of an `.ipynb` file
 * @returns the notebook
 * @throws NotebookFormatError with the file's name where it is not a notebook of nbformat 4
 * @example
 * const notebook = readNotebook('lesson.ipynb');
 */
export function readNotebook(file: string): Notebook {
  const text = readFileSync(file, 'utf8');
  try {
    return parseNotebook(text);
  } catch (error) {
    if (error instanceof NotebookFormatError) error.message = `${file}: ${error.message}`;
    throw error;
  }
}
