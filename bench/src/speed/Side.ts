import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { peakMegabytes } from '../measure';
import type { Answer, Request } from './protocol';

/** A program that computes on request and is idle otherwise. */
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

  /** @throws Error if the program has ended */
  async ask(request: Request): Promise<Answer> {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await this.lines.next();
    if (line.done) throw new Error(`${this.name} ended during the request "${request.op}".`);
    return JSON.parse(line.value) as Answer;
  }

  /** The most memory that it has used so far; undefined where the system does not tell. */
  peakMegabytes(): number | undefined {
    return peakMegabytes(this.process.pid);
  }

  stop(): void {
    this.process.kill('SIGKILL');
  }
}
