import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Notebook } from '../format/notebook';
import { readNotebook, writeFileAtomic, writeNotebook } from '../format/notebookFile';
import { fromPercent } from '../percent/fromPercent';
import { languageOfExtension } from '../percent/languages';
import { toPercent } from '../percent/toPercent';

/**
 * Reads a notebook, or text in the percent format, by the file's extension.
 *
 * @throws Error with the file's name if it can't be read
 */
export function loadFile(file: string): Notebook {
  if (extname(file) === '.ipynb') return readNotebook(file);
  const language = languageOfExtension(extname(file));
  try {
    return fromPercent(readFileSync(file, 'utf8'), { language: language.name });
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Writes a notebook, or text in the percent format, by the file's extension. */
export function saveFile(file: string, notebook: Notebook): void {
  if (extname(file) === '.ipynb') writeNotebook(file, notebook);
  else {
    const language = languageOfExtension(extname(file));
    writeFileAtomic(file, toPercent(notebook, { language: language.name }));
  }
}
