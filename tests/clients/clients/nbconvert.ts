import { join } from 'node:path';
import { cellsOf, type Client } from '../Client';
import { writeNotebookFor } from '../notebookFile';
import { runPython } from './python';

/** `jupyter nbconvert --execute`. */
export const nbconvert: Client = {
  name: 'nbconvert',
  async run(notebook, kernel) {
    const path = writeNotebookFor(notebook, kernel, this.name);
    const { code, stderr } = await runPython([
      '-m',
      'nbconvert',
      '--to',
      'notebook',
      '--execute',
      '--inplace',
      ...(notebook.stopsOnError ? [] : ['--allow-errors']),
      `--config=${join(__dirname, 'nbclient_config.py')}`,
      path,
    ]);
    // At an error it leaves the notebook as it was.
    if (code !== 0 && notebook.stopsOnError) return { cells: undefined, failure: stderr };
    if (code !== 0) throw new Error(`nbconvert ended with ${code}:\n${stderr}`);
    return { cells: cellsOf(path) };
  },
};
