import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { kernelProgram, rootInside, type Place } from './coursePlace';
import { z } from 'zod';
import type { CompiledSource } from './hidden';
import { limits, type Limits } from '../limits';
import { parseJson } from '../results/readJsonFile';
import { sandboxed } from '../sandbox/sandboxed';

/** It lives as long as the grader; each answer has a limit of its own. */
const confinement: Limits = {
  cpuSeconds: 10 ** 7,
  wallSeconds: 10 ** 7,
  memoryBytes: limits.compilerMemoryBytes,
  fileBytes: limits.compilerFileBytes,
  tmpBytes: limits.compilerFileBytes,
};

/**
 * The reply of the compiler's process. It has read students' code, so nothing is taken for granted.
 */
const answer = z.object({
  given: z.array(z.unknown()),
  cells: z.array(z.unknown()),
  isOpen: z.boolean(),
});

type Process = ChildProcessByStdio<Writable, Readable, null>;

/**
 * The kernel's compiler, in a sandbox of its own that stays, for the kernels of one place. The
 * compiler takes most of a kernel's start, and most of what it compiles is the same for every
 * student.
 *
 * It reads what students write, but runs none of it. It only saves time: a kernel compiles what
 * reaches it uncompiled, with the same result.
 */
export class Compiler {
  private running: Process | undefined;
  private answers = 0;
  private last: Promise<unknown> = Promise.resolve();

  /** @param scratch a folder that is created for what the sandbox needs */
  constructor(
    private readonly place: Place,
    private readonly scratch: string,
  ) {}

  /**
   * Compiles cells.
   *
   * @param given cells of the course that come before
   * @returns both, in the order in which they run
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

  /** @returns undefined if there is no reply, or none that can be used */
  private async ask(
    given: readonly string[],
    cells: readonly string[],
  ): Promise<{ given: unknown[]; cells: unknown[] } | undefined> {
    // Long and slow cells are left to the answer's own sandbox and its limits.
    const chars = cells.reduce((sum, { length }) => sum + length, 0);
    if (chars > limits.compilerSourceChars) return undefined;
    // A new process takes over, whatever the old one may have kept.
    if (this.answers++ % limits.compilerAnswers === 0) this.stop();
    const line = await exchange((this.running ??= this.start()), { given, cells });
    if (line === undefined) {
      this.stop();
      return undefined;
    }
    try {
      const { isOpen, ...compiled } = parseJson(Buffer.from(line, 'base64').toString(), answer);
      return isOpen ? undefined : compiled;
    } catch {
      this.stop();
      return undefined;
    }
  }

  private start(): Process {
    const { root, mounts } = this.place;
    const command = [process.execPath, kernelProgram(root, 'compile-server')];
    const cwd = `${root}/notebooks`;
    mkdirSync(this.scratch, { recursive: true });
    const isConfined = root === rootInside;
    const [program, ...args] = isConfined
      ? sandboxed(command, {
          scratch: this.scratch,
          cwd,
          env: {},
          limits: confinement,
          readable: [...mounts],
          writable: [],
        })
      : command;
    const child = spawn(program!, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      ...(!isConfined && { cwd }),
    });
    // The process may be gone when it is asked; then there is no reply.
    child.stdin.on('error', () => undefined);
    child.on('error', () => undefined);
    child.stdout.setEncoding('latin1');
    return child;
  }
}

/**
 * Asks the compiler's process, which replies with one line.
 *
 * @returns the line; undefined if the process has ended or had to be killed
 */
function exchange(
  process: Process,
  request: { given: readonly string[]; cells: readonly string[] },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const kill = (): unknown => process.kill('SIGKILL');
    const isCourse = request.cells.length === 0;
    const killer = setTimeout(
      kill,
      isCourse ? limits.compilerStartMilliseconds : limits.compilerMilliseconds,
    );
    const end = (line: string | undefined): void => {
      clearTimeout(killer);
      process.stdout.off('data', onData).off('close', onClose);
      resolve(line);
    };
    const onData = (part: string): void => {
      text += part;
      if (text.endsWith('\n')) end(text);
      else if (text.length > limits.compilerOutputChars) kill();
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
