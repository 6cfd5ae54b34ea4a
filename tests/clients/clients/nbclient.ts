import { join } from 'node:path';
import { cellsOf, type Client } from '../Client';
import { writeNotebookFor } from '../notebookFile';
import { runPython } from './python';

/** nbclient, as a Python program uses it. */
export const nbclient: Client = {
  name: 'nbclient',
  async run(notebook, kernel) {
    const path = writeNotebookFor(notebook, kernel, this.name);
    const script = join(__dirname, 'run_nbclient.py');
    const ended = await runPython([script, path, join(__dirname, 'nbclient_config.py')]);
    if (ended.code !== 0) throw new Error(`nbclient ended with ${ended.code}:\n${ended.stderr}`);
    const { statuses, failure } = JSON.parse(ended.stdout) as {
      statuses: (string | null)[];
      failure: string | null;
    };
    return { cells: cellsOf(path, statuses), failure: failure ?? undefined };
  },
};
