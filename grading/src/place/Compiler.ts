import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { kernelProgram, rootInside, type Place } from './coursePlace';
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
/** Nor does it get cells of more characters in all, or may answer with more: those of the course have a few thousand. */
const longest = { cells: 200_000, answer: 2 ** 24 };
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
  private running: Process | undefined;
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
    this.running?.kill('SIGKILL');
    this.running = undefined;
    rmSync(this.scratch, { recursive: true, force: true });
  }

  /** @returns undefined if there is no answer, or none that can be used */
  private async ask(
    given: readonly string[],
    cells: readonly string[],
  ): Promise<{ given: unknown[]; cells: unknown[] } | undefined> {
    if (cells.reduce((sum, { length }) => sum + length, 0) > longest.cells) return undefined;
    if (this.answers++ % answersEach === 0) this.stop();
    const line = await exchange((this.running ??= this.start()), { given, cells });
    if (line === undefined) {
      this.stop();
      return undefined;
    }
    const answer = JSON.parse(Buffer.from(line, 'base64').toString()) as Answer;
    return answer.isOpen ? undefined : answer;
  }

  private start(): Process {
    const { root, mounts } = this.place;
    const command = [process.execPath, kernelProgram(root, 'compile-server')];
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
    child.stdout.setEncoding('latin1');
    return child;
  }
}

interface Answer {
  given: unknown[];
  cells: unknown[];
  isOpen: boolean;
}

/**
 * Asks the compiler's process, which answers with one line.
 *
 * @returns the line; undefined if the process has ended, or had to be killed
 */
function exchange(process: Process, request: object): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const kill = (): unknown => process.kill('SIGKILL');
    const killer = setTimeout(kill, patience);
    const end = (line: string | undefined): void => {
      clearTimeout(killer);
      process.stdout.off('data', onData).off('close', onClose);
      resolve(line);
    };
    const onData = (part: string): void => {
      text += part;
      if (text.endsWith('\n')) end(text);
      else if (text.length > longest.answer) kill();
    };
    const onClose = (): void => end(undefined);
    process.stdout.on('data', onData).once('close', onClose);
    if (process.exitCode !== null || process.signalCode !== null) return end(undefined);
    process.stdin.write(`${Buffer.from(JSON.stringify(request)).toString('base64')}\n`);
  });
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
