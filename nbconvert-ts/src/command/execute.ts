import { dirname } from 'node:path';
import { executeNotebook } from '../execute/executeNotebook';
import type { CellResult } from '../execute/ExecuteOptions';
import { kernelPaths } from '../execute/kernelspec';
import { describeCell } from '../preprocess/nbgraderMetadata';
import { loadFile, saveFile } from './files';

/** A run, as the command line asks for it. */
export interface ExecuteArguments {
  file: string;
  out: string;
  kernel?: string;
  prefixes: readonly string[];
  cwd?: string;
  cellSeconds?: number;
  seconds?: number;
  allowErrors: boolean;
}

/**
 * Runs a notebook, reports how each cell ended, and writes the result, even if the run failed.
 *
 * @param run what to run and how
 * @returns whether every cell ended as expected
 */
export async function execute(
  run: ExecuteArguments,
  say: (line: string) => void,
): Promise<boolean> {
  const loaded = loadFile(run.file);
  const kernelspec =
    run.kernel === undefined ? {} : { kernelspec: { name: run.kernel, display_name: run.kernel } };
  const notebook = { ...loaded, metadata: { ...loaded.metadata, ...kernelspec } };
  const tell = (result: CellResult): void => {
    const cell = notebook.cells[result.index];
    if (!cell) return;
    const time = result.status === 'skipped' ? '' : ` in ${result.seconds.toFixed(1)} s`;
    const reasons = [result.ename, result.evalue, result.message].filter((part) => part);
    const reason = reasons.length > 0 ? `: ${reasons.join(': ')}` : '';
    say(`${describeCell(cell, result.index)}: ${result.status}${time}${reason}`);
  };
  const result = await executeNotebook(notebook, {
    kernelPaths: kernelPaths(process.env, run.prefixes),
    cwd: run.cwd ?? dirname(run.file),
    allowErrors: run.allowErrors,
    ...(run.cellSeconds !== undefined && { cellTimeoutMs: run.cellSeconds * 1000 }),
    ...(run.seconds !== undefined && { totalTimeoutMs: run.seconds * 1000 }),
    onCellEnd: tell,
  });
  const metadata = {
    ...result.notebook.metadata,
    ...(loaded.metadata.kernelspec && { kernelspec: loaded.metadata.kernelspec }),
  };
  saveFile(run.out, { ...result.notebook, metadata });
  return result.ok;
}
