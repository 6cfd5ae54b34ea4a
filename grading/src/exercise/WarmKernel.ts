import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openKernel,
  type ExecutionResult,
  type Kernelspec,
  type Notebook,
  type OpenKernel,
  type RunOptions,
} from 'nbconvert-ts';
import { inside, type Mount } from '../place/coursePlace';
import type { Limits } from '../sandbox/Limits';
import { sandboxed } from '../sandbox/sandboxed';
import { Pipes } from './Pipes';

/** A kernel in a sandbox that has run what the course gives, and waits for an answer. */
export class WarmKernel {
  private constructor(
    private readonly kernel: OpenKernel,
    private readonly scratch: string,
    private readonly pipesFolder: string,
  ) {}

  /**
   * Starts one.
   *
   * @param place what it finds of the course
   * @param given cells that are run at once
   * @throws Error if it does not start, or what is given does not run: a fault of the grader, not of an answer
   */
  static async start(
    place: readonly Mount[],
    given: readonly string[],
    limits: Limits,
    env: Readonly<Record<string, string>> = {},
  ): Promise<WarmKernel> {
    const scratch = mkdtempSync(join(tmpdir(), 'grading-'));
    const pipes = join(scratch, 'pipes');
    mkdirSync(pipes);
    try {
      const kernel = await openKernel(kernelInside, {
        cwd: scratch,
        transport: 'ipc',
        beforeStart: (command, folder) => ({
          ...command,
          argv: sandboxed(command.argv, {
            ...{ scratch, cwd: inside.notebooks },
            // A pipe can be written to all the same; but nobody can put something else in its place.
            readable: [...place, { from: pipes, to: '/pipes' }],
            // It waits for its turn while another answer has its time; when its own is over it is asked to stop, and then killed.
            limits: { ...limits, wallSeconds: 3 * limits.wallSeconds + 60 },
            writable: [{ from: folder, to: folder }],
            env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1', ...env },
          }),
        }),
      });
      const warm = new WarmKernel(kernel, scratch, pipes);
      await warm.runGiven(given);
      return warm;
    } catch (error) {
      rmSync(scratch, { recursive: true, force: true });
      throw error;
    }
  }

  /** Pipes that a judge and a cell of this kernel can talk through. */
  pipes(name: string): Pipes {
    return new Pipes(this.pipesFolder, this.scratch, name);
  }

  /**
   * Keeps bytes in a file that goes with this kernel, and that it does not see.
   *
   * @returns where it is
   */
  keep(name: string, bytes: Uint8Array): string {
    const file = join(this.scratch, name);
    writeFileSync(file, bytes);
    return file;
  }

  /** Runs cells, whatever becomes of those before. */
  run(cells: readonly string[], options: RunOptions): Promise<ExecutionResult> {
    return this.kernel.execute(notebookOf(cells), {
      ...{ allowErrors: true, maxOutputBytes: 100_000 },
      ...options,
    });
  }

  /** Kills all that is in the sandbox. */
  async stop(): Promise<void> {
    try {
      await this.kernel.stop();
    } finally {
      rmSync(this.scratch, { recursive: true, force: true });
    }
  }

  private async runGiven(given: readonly string[]): Promise<void> {
    const { cells } = await this.kernel.execute(notebookOf(given));
    const failed = cells.find(({ expected }) => !expected);
    if (!failed) return;
    await this.kernel.stop();
    throw new Error(
      `What the course gives does not run: ${failed.message ?? `${failed.ename}: ${failed.evalue}`}`,
    );
  }
}

function notebookOf(sources: readonly string[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'typescript', display_name: 'TypeScript', language: 'typescript' },
    },
    cells: sources.map((source, index) => ({
      ...{ id: `cell${index}`, cell_type: 'code', source, metadata: {} },
      ...{ outputs: [], execution_count: null },
    })),
  };
}

/** The course's kernel, as it lies in the sandbox. */
const kernelInside: Kernelspec = {
  name: 'typescript',
  directory: '/course/kernel',
  displayName: 'TypeScript',
  language: 'typescript',
  argv: [process.execPath, '/course/kernel/dist/main.js', '{connection_file}'],
  env: {},
  interruptMode: 'message',
};
