import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer, Request } from './protocol';

/** A program that computes when it is asked, and rests otherwise. */
export class Side {
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private readonly lines: AsyncIterator<string>;

  /** @param name for people */
  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = process.env,
  ) {
    this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.process.stdin.on('error', () => undefined);
    this.lines = createInterface(this.process.stdout)[Symbol.asyncIterator]();
  }

  /** @throws Error if it has ended */
  async ask(request: Request): Promise<Answer> {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await this.lines.next();
    if (line.done)
      throw new Error(`${this.name} has ended while it was asked for "${request.op}".`);
    return JSON.parse(line.value) as Answer;
  }

  /** The most memory that it has held so far, in megabytes; undefined where the system does not tell. */
  peakMegabytes(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024;
    } catch {
      return undefined;
    }
  }

  stop(): void {
    this.process.kill('SIGKILL');
  }
}
