import { hasTag, type Cell, type CodeCell, type Notebook } from '../format/notebook';
import { coalesceStreams } from './coalesceStreams';
import type { CellResult, ExecuteOptions, ExecutionResult, RunOptions } from './ExecuteOptions';
import { findKernelspec, kernelPaths, type Kernelspec } from './kernelspec';
import { OutputCollector, type Displays } from './OutputCollector';
import { runCell } from './runCell';
import { startKernel, type Kernel, type KernelOptions } from './startKernel';

/**
 * Runs the code cells of a notebook from top to bottom in a kernel of their own, which always ends
 * afterwards. Cells tagged `skip-execution` stay as they are.
 *
 * @param notebook is not changed
 * @param options the kernel, limits and callbacks
 * @returns the notebook with outputs, and how each cell ended
 * @throws Error if the kernel is not found or does not start; the result reports cells that fail
 * @example
 * const { ok, cells, notebook: executed } = await executeNotebook(readNotebook('a.ipynb'), {
 *   kernelPaths: kernelPaths(process.env, ['.venv']),
 *   cellTimeoutMs: 60_000,
 * });
 */
export async function executeNotebook(
  notebook: Notebook,
  options: ExecuteOptions = {},
): Promise<ExecutionResult> {
  const kernel = await openKernel(options.kernelspec ?? namedKernel(notebook, options), options);
  try {
    return await kernel.execute(notebook, options);
  } finally {
    await kernel.stop();
  }
}

/** A kernel that has been started and waits for cells. */
export interface OpenKernel {
  /** Runs the code cells of a notebook, which see what earlier notebooks have declared. */
  execute(notebook: Notebook, options?: RunOptions): Promise<ExecutionResult>;
  /** Ends the kernel with all that it started. */
  stop(): Promise<void>;
}

/**
 * Starts a kernel that stays: it can run several notebooks one after the other, and be started
 * before it is needed.
 *
 * @param spec which kernel
 * @param options where and how
 * @returns the kernel; stop it in the end
 * @throws Error with the kernel's last words if it does not start
 * @example
 * const kernel = await openKernel(findKernelspec('typescript', kernelPaths(process.env)));
 * await kernel.execute(preparation);
 * const { cells } = await kernel.execute(notebook);
 * await kernel.stop();
 */
export async function openKernel(
  spec: Kernelspec,
  options: KernelOptions = {},
): Promise<OpenKernel> {
  const kernel = await startKernel(spec, options);
  return {
    execute: (notebook, running = {}) => new Execution(notebook, kernel, running).run(),
    stop: () => kernel.stop(),
  };
}

function namedKernel(notebook: Notebook, options: ExecuteOptions): Kernelspec {
  const name = notebook.metadata.kernelspec?.name;
  if (name === undefined) {
    throw new Error(
      'The notebook names no kernel (metadata.kernelspec.name); give one with "kernelspec"',
    );
  }
  return findKernelspec(name, options.kernelPaths ?? kernelPaths(process.env));
}

function isRun(cell: Cell): cell is CodeCell {
  return cell.cell_type === 'code' && !hasTag(cell, 'skip-execution');
}

class Execution {
  private readonly cells: Cell[];
  private readonly displays: Displays = new Map();
  private readonly start = performance.now();
  private stopped = false;

  constructor(
    private readonly notebook: Notebook,
    private readonly kernel: Kernel,
    private readonly options: RunOptions,
  ) {
    this.cells = notebook.cells.map((cell) =>
      isRun(cell) ? { ...cell, outputs: [], execution_count: null } : cell,
    );
  }

  async run(): Promise<ExecutionResult> {
    const { cells, options, kernel } = this;
    const codeCells = [...cells.entries()].filter(
      (entry): entry is [number, CodeCell] => isRun(entry[1]) && entry[1].source.trim() !== '',
    );
    const results: CellResult[] = [];
    for (const [position, [index, cell]] of codeCells.entries()) {
      let result: CellResult = {
        index,
        status: 'skipped',
        expected: false,
        seconds: 0,
        truncated: false,
      };
      if (!this.stopped) {
        options.onCellStart?.({ index, cell, position, total: codeCells.length });
        result = await this.runCell(index, cell, position + 1);
      }
      results.push(result);
      options.onCellEnd?.(result);
    }
    const languageInfo = kernel.info.language_info as Notebook['metadata']['language_info'];
    const metadata = {
      ...this.notebook.metadata,
      ...(languageInfo && { language_info: languageInfo }),
    };
    return {
      notebook: { ...this.notebook, metadata, cells },
      cells: results,
      ok: results.every(({ expected }) => expected),
    };
  }

  private async runCell(index: number, cell: CodeCell, count: number): Promise<CellResult> {
    const { options } = this;
    const raises = hasTag(cell, 'raises-exception');
    const outputs = new OutputCollector(this.displays, options.maxOutputBytes ?? Infinity);
    const began = performance.now();
    // A callback's error must not stop the reading of messages: one of them ends the cell.
    let callbackError: { error: unknown } | undefined;
    const callback = (call: () => void): void => {
      try {
        call();
      } catch (error) {
        callbackError ??= { error };
      }
    };
    const outcome = await runCell(this.kernel, {
      code: cell.source,
      metadata: options.requestMetadata?.(index) ?? {},
      stopOnError: !raises && options.allowErrors !== true,
      ...this.limit(),
      interruptGraceMs: options.interruptGraceMs ?? 5000,
      onMessage: (message) => {
        const event = outputs.handle(message);
        if (event) callback(() => options.onOutput?.({ index, ...event }));
      },
    });
    if (callbackError) throw callbackError.error;
    const { reply = {}, status } = outcome;
    const expected = status === 'ok' || (status === 'error' && raises);
    const goOn = expected || options.allowErrors === true;
    this.stopped = !outcome.alive || !goOn || this.timeLeft() <= 0;
    cell.outputs = options.coalesceStreams ? coalesceStreams(outputs.result) : outputs.result;
    if (status !== 'aborted') {
      cell.execution_count =
        typeof reply.execution_count === 'number' ? reply.execution_count : count;
    }
    return {
      index,
      status,
      expected,
      seconds: (performance.now() - began) / 1000,
      ...(typeof reply.ename === 'string' && { ename: reply.ename }),
      ...(typeof reply.evalue === 'string' && { evalue: reply.evalue }),
      ...(Array.isArray(reply.traceback) && { traceback: reply.traceback.map(String) }),
      ...(outcome.message !== undefined && { message: outcome.message }),
      ...(outcome.exit && { exit: outcome.exit }),
      truncated: outputs.truncated,
    };
  }

  /** The cell's own limit, or the time left for the notebook if that is shorter. */
  private limit(): { timeoutMs: number; limit: string } {
    const { cellTimeoutMs = Infinity, totalTimeoutMs = Infinity } = this.options;
    const left = this.timeLeft();
    return left < cellTimeoutMs
      ? {
          timeoutMs: Math.max(0, left),
          limit: `the notebook's limit of ${totalTimeoutMs / 1000} s`,
        }
      : { timeoutMs: cellTimeoutMs, limit: `the cell's limit of ${cellTimeoutMs / 1000} s` };
  }

  private timeLeft(): number {
    return (this.options.totalTimeoutMs ?? Infinity) - (performance.now() - this.start);
  }
}
