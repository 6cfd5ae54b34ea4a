import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFile from 'write-file-atomic';
import { checkNotebook, NotebookFormatError } from './checkNotebook';
import { formatNotebook } from './formatNotebook';
import type { Notebook } from './notebook';
import { parseNotebook } from './parseNotebook';

/**
 * Reads a notebook file.
 *
 * @param file path of an `.ipynb` file
 * @returns the notebook
 * @throws NotebookFormatError with the file's name if it is not a notebook of nbformat 4
 * @example
 * const notebook = readNotebook('lesson.ipynb');
 */
export function readNotebook(file: string): Notebook {
  try {
    return parseNotebook(notebookText(readFileSync(file)));
  } catch (error) {
    if (error instanceof NotebookFormatError) error.message = `${file}: ${error.message}`;
    throw error;
  }
}

/**
 * The text of a notebook file: UTF-8 with or without a byte order mark, or UTF-16 with one.
 *
 * @param bytes the file's content
 * @throws NotebookFormatError if it is in another encoding
 * @example
 * parseNotebook(notebookText(readFileSync('lesson.ipynb')));
 */
export function notebookText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const mark = first === undefined || second === undefined ? 0 : (first << 8) | second;
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const message = 'not UTF-8: open it in the editor that wrote it, and save it as UTF-8';
    throw new NotebookFormatError([{ path: '', message }]);
  }
}

/**
 * Checks a notebook and writes it to a file as Jupyter would.
 *
 * @param file path of the `.ipynb` file; missing folders are made
 * @param notebook is not changed
 * @throws NotebookFormatError if it is not a valid notebook; nothing is written then
 * @example
 * writeNotebook('copy.ipynb', readNotebook('lesson.ipynb'));
 */
export function writeNotebook(file: string, notebook: Notebook): void {
  checkNotebook(notebook);
  writeFileAtomic(file, formatNotebook(notebook));
}

/**
 * Writes a file whole or not at all: no reader sees half a file, and no temporary file is left.
 * Missing folders are made.
 *
 * @param file path
 * @param content text or bytes
 */
export function writeFileAtomic(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFile.sync(file, typeof content === 'string' ? content : Buffer.from(content));
}
