import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  openKernel,
  type ExecutionResult,
  type Notebook,
  type OpenKernel,
  type RunOptions,
} from 'nbconvert-ts';
import type { CompiledSource } from '../place/hidden';
import { kernelIn, rootInside, type Place } from '../place/coursePlace';
import { limits as table, type Limits } from '../limits';
import { sandboxed } from '../sandbox/sandboxed';
import { Pipes } from './Pipes';
import { watchFolder, type Fill } from './watchFolder';

/** What may lie beside a kernel's sockets; a kernel leaves nothing there. */
const mostBesideSockets: Fill = {
  bytes: table.socketFolderBytes,
  files: table.socketFolderFiles,
};

/** A kernel in a sandbox that has run the course's cells and waits for an answer. */
export class WarmKernel {
  private readonly endWatch: () => void;
  private ended: Promise<void> | undefined;
  private isFull = false;
  /** Cells that it has run. */
  private count = 0;

  private constructor(
    private readonly kernel: OpenKernel,
    private readonly place: Place,
    private readonly scratch: string,
    private readonly pipesFolder: string,
    socketsFolder: string,
  ) {
    this.endWatch = watchFolder(socketsFolder, mostBesideSockets, () => {
      this.isFull = true;
      // Whoever runs something in it learns that it has ended.
      this.end().catch(() => undefined);
    });
  }

  /**
   * Starts a kernel.
   *
   * @param place what it sees of the course
   * @param given cells that run at once
   * @param files what lies beside the notebook, by path
   * @throws Error if it does not start, or a given cell fails: a fault of the grader, not of an
   *   answer
   */
  static async start(
    place: Place,
    given: readonly CompiledSource[],
    limits: Limits,
    files: ReadonlyMap<string, Uint8Array> = new Map(),
  ): Promise<WarmKernel> {
    const scratch = mkdtempSync(join(tmpdir(), 'grading-'));
    const pipes = join(scratch, 'pipes');
    mkdirSync(pipes);
    let sockets = '';
    try {
      const kernel = await openKernel(kernelIn(place.root), {
        cwd: scratch,
        transport: 'ipc',
        // The kernel splits long outputs and cuts long errors off: only somebody else sends more.
        maxMessageBytes: table.kernelMessageBytes,
        maxWaitingMessages: table.kernelWaitingMessages,
        beforeStart: (command, folder) => {
          sockets = folder;
          const cwd = `${place.root}/notebooks`;
          const variables = {
            TF_CPP_MIN_LOG_LEVEL: '2',
            TF_ENABLE_ONEDNN_OPTS: '1',
            // As in the notebooks of students: what works there works here.
            ...(place.hasNative && { COURSE_BACKEND: 'native' }),
          };
          if (place.root !== rootInside) {
            const own = { PATH: process.env.PATH, HOME: scratch };
            const beside = mkdtempSync(join(place.root, 'notebooks-'));
            writeFiles(beside, files);
            return { ...command, cwd: beside, env: { ...own, ...variables } };
          }
          const beside = join(scratch, 'beside');
          writeFiles(beside, files);
          return {
            ...command,
            argv: sandboxed(inside(command.argv, folder), {
              scratch,
              cwd,
              env: variables,
              // Pipes in a read-only folder can still be written to, but nobody can replace them.
              readable: [...place.mounts, { from: beside, to: cwd }, { from: pipes, to: '/pipes' }],
              // It waits for its turn while another answer has its time; when its own is over it is
              // asked to stop, and then killed.
              limits: {
                ...limits,
                wallSeconds: 3 * limits.wallSeconds + table.sandboxSpareSeconds,
              },
              writable: [{ from: folder, to: socketsInside }],
            }),
          };
        },
      });
      if (place.root === rootInside) sockets = hide(sockets, scratch);
      const warm = new WarmKernel(kernel, place, scratch, pipes, sockets);
      await warm.runGiven([place.library, ...given]);
      return warm;
    } catch (error) {
      rmSync(scratch, { recursive: true, force: true });
      throw error;
    }
  }

  /** The course's folder, as this kernel sees it. */
  get root(): string {
    return this.place.root;
  }

  /** The number that the kernel gives to the next cell. */
  get next(): number {
    return this.count + 1;
  }

  /** Creates pipes between a judge and a cell of this kernel. */
  pipes(name: string): Pipes {
    const seen = this.root === rootInside ? '/pipes' : this.pipesFolder;
    return new Pipes(this.pipesFolder, seen, this.scratch, name);
  }

  /**
   * Keeps bytes in a file that the kernel does not see and that is removed with it.
   *
   * @returns the file's path
   */
  keep(name: string, bytes: Uint8Array): string {
    const file = join(this.scratch, name);
    writeFileSync(file, bytes);
    return file;
  }

  /** Runs cells, whether earlier ones failed or not. */
  async run(cells: readonly CompiledSource[], options: RunOptions): Promise<ExecutionResult> {
    const result = await this.execute(cells, {
      allowErrors: true,
      maxOutputBytes: table.answerOutputBytes,
      ...options,
    });
    // It was not killed from outside for nothing.
    if (this.isFull) for (const cell of result.cells) delete cell.exit;
    return result;
  }

  /** Kills everything in the sandbox, and removes its files. */
  async stop(): Promise<void> {
    try {
      await this.end();
    } finally {
      rmSync(this.scratch, { recursive: true, force: true });
    }
  }

  /** Kills everything in the sandbox. */
  end(): Promise<void> {
    this.endWatch();
    return (this.ended ??= this.kernel.stop());
  }

  private execute(cells: readonly CompiledSource[], options: RunOptions): Promise<ExecutionResult> {
    this.count += cells.length;
    return this.kernel.execute(notebookOf(cells), {
      ...options,
      requestMetadata(index) {
        const { compiled } = cells[index]!;
        return compiled === undefined ? {} : { compiled };
      },
    });
  }

  private async runGiven(given: readonly CompiledSource[]): Promise<void> {
    const { cells } = await this.execute(given, {});
    const failed = cells.find(({ expected }) => !expected);
    if (!failed) return;
    await this.end();
    throw new Error(
      `What the course gives does not run: ${failed.message ?? `${failed.ename}: ${failed.evalue}`}`,
    );
  }
}

/** The folder of its sockets, as a kernel in a sandbox sees it. */
const socketsInside = '/sockets';

/** A kernel's command with the paths that it sees, also in its connection file. */
function inside(argv: readonly string[], folder: string): string[] {
  const file = join(folder, 'connection.json');
  const seen = (text: string): string => text.replaceAll(folder, socketsInside);
  writeFileSync(file, seen(readFileSync(file, 'utf8')));
  return argv.map(seen);
}

/**
 * Renames a folder, so that nobody connects to its sockets again: an answer could replace them by
 * links to others. A sandbox that shows the folder still shows it.
 *
 * @returns its new path
 */
function hide(folder: string, scratch: string): string {
  const hidden = join(scratch, 'sockets');
  renameSync(folder, hidden);
  return hidden;
}

function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

function notebookOf(sources: readonly CompiledSource[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'typescript', display_name: 'TypeScript', language: 'typescript' },
    },
    cells: sources.map(({ source }, index) => ({
      id: `cell${index}`,
      cell_type: 'code',
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    })),
  };
}
