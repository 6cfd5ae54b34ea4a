import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import {
  executeNotebook,
  findKernelspec,
  firstLine,
  kernelPaths,
  type CellResult,
  type Notebook,
  type Output,
} from 'nbconvert-ts';
import { executedFolder, notebookNames, root, solution, solutionFolder } from './notebooks';
import { writeGenerated } from './writeGenerated';

const usage = `Usage: npm run validate -- [--quick] [--kernel KERNEL] [NAME ...]

Runs the solution notebooks from top to bottom in the kernel and fails if a cell fails.
  --quick   train on a small part of the data; accuracies are not judged
  --kernel  run in this kernel instead of the course's, for example tslab
  NAME      only these notebooks: ${notebookNames().join(', ')}`;

/** How a solution notebook ran. */
export interface Validation {
  /** The notebook with its outputs. */
  executed: Notebook;
  ok: boolean;
  seconds: number;
  /** What failed, for people; empty if nothing did. */
  problems: string[];
}

/**
 * Runs a notebook from top to bottom in a kernel of the course's environment.
 *
 * @param kernel its name; by default the one that the notebook names
 * @param say gets a line for every cell, and while a long one runs
 */
export async function validate(
  notebook: Notebook,
  { quick, kernel }: { quick: boolean; kernel?: string | undefined },
  say: (line: string) => void,
): Promise<Validation> {
  const started = performance.now();
  const paths = kernelPaths(process.env, [path.join(root, '.venv')]);
  fs.mkdirSync(solutionFolder, { recursive: true });
  // What an earlier run has learned must not help this one.
  fs.rmSync(path.join(solutionFolder, 'progress'), { recursive: true, force: true });
  let lastLine = 0;
  const result = await executeNotebook(notebook, {
    kernelPaths: paths,
    ...(kernel !== undefined && { kernelspec: findKernelspec(kernel, paths) }),
    cwd: solutionFolder,
    env: { COURSE_QUICK: quick ? '1' : '0' },
    cellTimeoutMs: 30 * 60_000,
    onCellStart: ({ cell, position, total }) =>
      say(`[${position + 1}/${total}] ${firstLine(cell.source, 90)}`),
    onOutput: ({ output }) => {
      const text = progressText(output);
      if (!text || performance.now() - lastLine < 10_000) return;
      lastLine = performance.now();
      say(`        ${text}`);
    },
    onCellEnd: ({ seconds, status }) => {
      if (seconds >= 5 || status !== 'ok') say(`        ${status} after ${seconds.toFixed(1)} s`);
    },
  });
  const problems = result.cells
    .filter((cell) => !cell.expected)
    .map((cell) => describe(cell, result.notebook));
  const seconds = (performance.now() - started) / 1000;
  return { executed: result.notebook, ok: result.ok, seconds, problems };
}

/** A failed or skipped cell: which, how it ended, and what it printed as an error. */
function describe(result: CellResult, notebook: Notebook): string {
  const cell = notebook.cells[result.index]!;
  const head = `Cell ${result.index + 1} (${firstLine(cell.source, 90)}): ${result.status}`;
  if (result.status === 'skipped' || result.status === 'aborted') return `${head}, not run`;
  const outputs = cell.cell_type === 'code' ? cell.outputs : [];
  const errors = outputs.map((output) => {
    if (output.output_type === 'error') return output.traceback.join('\n');
    if (output.output_type === 'stream' && output.name === 'stderr') return output.text;
    return '';
  });
  return [head, result.message ?? '', ...errors].filter(Boolean).join('\n');
}

function progressText(output: Output | undefined): string | undefined {
  if (!output || !('data' in output)) return undefined;
  const text = output.data['text/plain'];
  return typeof text === 'string' ? firstLine(text) : undefined;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      kernel: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const unknown = positionals.filter((name) => !notebookNames().includes(name));
  if (unknown.length > 0) throw new Error(`There is no notebook ${unknown.join(', ')}.\n${usage}`);
  const names = positionals.length > 0 ? positionals : notebookNames();
  let failed = 0;
  for (const name of names) {
    console.log(`${name}${values.quick ? ' (quick)' : ''}`);
    const { executed, ok, seconds, problems } = await validate(solution(name), values, console.log);
    const notice = writeGenerated(path.join(executedFolder, `${name}.ipynb`), executed);
    if (notice) console.warn(notice);
    console.log(`${name}: ${ok ? 'passed' : 'FAILED'} in ${seconds.toFixed(0)} s`);
    if (!ok) failed++;
    for (const problem of problems) console.error(problem);
  }
  return failed > 0 ? 1 : 0;
}

if (require.main === module) {
  main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 2;
    },
  );
}
