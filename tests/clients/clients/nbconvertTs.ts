import { executeNotebook, kernelPaths, type CellResult, type ExecuteOptions } from 'nbconvert-ts';
import type { Client, ShownCell } from '../Client';
import { folder, notebookFor } from '../notebookFile';
import { venv } from './python';

/** This project's own executor. */
export const nbconvertTs: Client = {
  name: 'nbconvert-ts',
  async run(notebook, kernel) {
    const options: ExecuteOptions = {
      kernelPaths: kernelPaths(process.env, [venv]),
      ...(kernel.spec && { kernelspec: kernel.spec }),
      cwd: folder,
      allowErrors: notebook.stopsOnError !== true,
      interruptGraceMs: 20_000,
      // The limit is looked up when a cell begins: each gets its own.
      onCellStart: ({ index }) => {
        options.cellTimeoutMs = notebook.cells[index]!.interrupt ? 3000 : 60_000;
      },
    };
    const executed = await executeNotebook(notebookFor(notebook, kernel), options);
    const cells = executed.notebook.cells.map((cell, index): ShownCell => {
      if (cell.cell_type !== 'code') throw new Error(`Cell ${index} is no code cell.`);
      const ended = executed.cells.find((result) => result.index === index)!;
      return {
        outputs: cell.outputs,
        count: cell.execution_count,
        status: statusOf(ended),
      };
    });
    const failed = executed.cells.find(({ status }) => status !== 'ok' && status !== 'skipped');
    const failure = failed && `${failed.ename}: ${failed.evalue}`;
    return { cells, failure: notebook.stopsOnError && failure };
  },
};

/** Of a cell that was stopped after its time, only the error's name tells how it ended. */
function statusOf({ status, ename }: CellResult): ShownCell['status'] {
  if (status !== 'timeout') return status;
  return ename === undefined ? undefined : 'error';
}
