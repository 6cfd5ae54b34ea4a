import { join } from 'node:path';
import { writeNotebook, type Notebook } from 'nbconvert-ts';
import { serverRoot } from '../support/JupyterLab';
import type { ClientCell, ClientNotebook } from './ClientCell';
import type { ClientKernel } from './ClientKernel';

/**
 * Where notebooks are run: within JupyterLab's root, so that all clients find the same packages.
 */
export const folder = join(serverRoot, 'build/clients');

/**
 * The tag by which the configuration of nbclient and nbconvert knows a cell that is to be stopped.
 */
const interruptTag = 'interrupt';

/**
 * Writes a notebook for a kernel and a client.
 *
 * @param client its name
 * @returns the file's path
 */
export function writeNotebookFor(
  notebook: ClientNotebook,
  kernel: ClientKernel,
  client: string,
): string {
  const name = `${notebook.name} ${kernel.name} ${client}`.replaceAll(' ', '-');
  const path = join(folder, `${name}.ipynb`);
  writeNotebook(path, notebookFor(notebook, kernel));
  return path;
}

/** The notebook as a kernel gets it, without outputs. */
export function notebookFor(
  { cells, stopsOnError }: ClientNotebook,
  kernel: ClientKernel,
): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: kernel.name, display_name: kernel.name } },
    cells: cells.map((cell, index) => ({
      id: `cell-${index}`,
      cell_type: 'code',
      metadata: { tags: tagsOf(cell, stopsOnError) },
      source: cell[kernel.language].trim(),
      execution_count: null,
      outputs: [],
    })),
  };
}

/** JupyterLab and nbclient go on after an error where the failing cell has a tag for it. */
function tagsOf(cell: ClientCell, stopsOnError: boolean | undefined): string[] {
  return [...(stopsOnError ? [] : ['raises-exception']), ...(cell.interrupt ? [interruptTag] : [])];
}
