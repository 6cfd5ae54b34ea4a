import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { rootInside, type Place } from './coursePlace';
import type { Limits } from '../sandbox/Limits';
import { sandboxed } from '../sandbox/sandboxed';

/** A cell to run, with what the compiler has made of it. */
export interface CompiledSource {
  source: string;
  /** For the kernel; undefined where it has to compile the cell itself. */
  compiled?: unknown;
}

/** After so many answers a new process takes over, whatever the old one may have kept. */
const answersEach = 500;
/** Milliseconds that it may take for an answer; whatever takes longer is left to the answer's own sandbox, and its limits. */
const patience = 20_000;
const limits: Limits = {
  ...{ cpuSeconds: 10 ** 7, wallSeconds: 10 ** 7 },
  ...{ memoryBytes: 4 * 2 ** 30, fileBytes: 2 ** 20, tmpBytes: 2 ** 20 },
};

type Process = ChildProcessByStdio<Writable, Readable, null>;

/**
 * The kernel's compiler, in a sandbox of its own that stays, for the kernels of one place: most of a kernel's start is the compiler's, and
 * of what it compiles most is the same for every student.
 *
 * It reads what students write, but runs nothing of it. It only saves time: a kernel compiles what comes to it uncompiled, to the same end.
 */
export class Compiler {
  private running:
    { process: Process; lines: AsyncIterator<string>; reader: Interface } | undefined;
  private answers = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** @param scratch a folder that is made, for what its sandbox needs */
  constructor(
    private readonly place: Place,
    private readonly scratch: string,
  ) {}

  /**
   * Compiles cells.
   *
   * @param given cells of the course that come before
   * @returns both, in the order in which they are to be run
   */
  compile(
    given: readonly string[],
    cells: readonly string[],
  ): Promise<{ given: CompiledSource[]; cells: CompiledSource[] }> {
    const answer = this.last.then(() => this.ask(given, cells));
    this.last = answer;
    return answer.then((compiled) => ({
      given: pair(given, compiled?.given),
      cells: pair(cells, compiled?.cells),
    }));
  }

  /** Ends its process. */
  stop(): void {
    this.running?.reader.close();
    this.running?.process.kill('SIGKILL');
    this.running = undefined;
    rmSync(this.scratch, { recursive: true, force: true });
  }

  /** @returns undefined if there is no answer, or none that can be used */
  private async ask(
    given: readonly string[],
    cells: readonly string[],
  ): Promise<{ given: unknown[]; cells: unknown[] } | undefined> {
    if (this.answers++ % answersEach === 0) this.stop();
    const { process, lines } = (this.running ??= this.start());
    const killer = setTimeout(() => process.kill('SIGKILL'), patience);
    process.stdin.write(`${Buffer.from(JSON.stringify({ given, cells })).toString('base64')}\n`);
    const line = await lines.next();
    clearTimeout(killer);
    if (line.done) {
      this.stop();
      return undefined;
    }
    const answer = JSON.parse(Buffer.from(line.value, 'base64').toString()) as {
      given: unknown[];
      cells: unknown[];
      isOpen: boolean;
    };
    return answer.isOpen ? undefined : answer;
  }

  private start(): NonNullable<Compiler['running']> {
    const { root, mounts } = this.place;
    const command = [process.execPath, `${root}/kernel/dist/compile/serve.js`];
    const cwd = `${root}/notebooks`;
    mkdirSync(this.scratch, { recursive: true });
    const isConfined = root === rootInside;
    const [program, ...args] = isConfined
      ? sandboxed(command, {
          ...{ scratch: this.scratch, cwd, env: {}, limits },
          ...{ readable: [...mounts], writable: [] },
        })
      : command;
    const child = spawn(program!, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      ...(!isConfined && { cwd }),
    });
    // It may be gone when it is asked; then there is no answer.
    child.stdin.on('error', () => undefined);
    child.on('error', () => undefined);
    const reader = createInterface(child.stdout);
    return { process: child, lines: reader[Symbol.asyncIterator](), reader };
  }
}

function pair(
  sources: readonly string[],
  compiled: readonly unknown[] | undefined,
): CompiledSource[] {
  return sources.map((source, index) => ({
    source,
    ...(compiled && { compiled: compiled[index] }),
  }));
}
