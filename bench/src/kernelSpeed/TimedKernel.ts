import * as path from 'node:path';
import { findKernelspec, kernelPaths, type Kernelspec } from 'nbconvert-ts';
import { startKernel, withTimeout, type Kernel } from 'nbconvert-ts/kernel';
import { programsOf } from '../python';
import { denoProgram } from './deno';
import { megabytesOf } from './memory';

const root = path.join(__dirname, '../../..');
const environment = path.join(root, '.venv');

/** The compared kernels, as the tables call them; `before` is ours of another checkout. */
export type KernelName = 'ours' | 'before' | 'tslab' | 'deno' | 'ipykernel';

/** The result of a cell. */
export interface TimedRun {
  /** From sending the cell to its reply and last output; infinite beyond the time limit. */
  milliseconds: number;
  /** What it printed. */
  text: string;
}

/** The other checkout, from `--before DIR`. */
export const beforeFolder = process.argv[process.argv.indexOf('--before') + 1 || Infinity];

/** How a kernel is started, and where. */
export function commandOf(name: KernelName): { spec: Kernelspec; cwd: string } {
  const spec = (kernel: string): Kernelspec =>
    findKernelspec(kernel, kernelPaths({}, [environment]));
  const cwd = path.join(root, 'notebooks');
  switch (name) {
    case 'ours':
      return { spec: spec('typescript'), cwd };
    case 'tslab':
      return { spec: spec('tslab'), cwd };
    case 'before': {
      const ours = spec('typescript');
      const main = path.resolve(beforeFolder!, 'kernel/dist/main.js');
      const argv = [process.execPath, main, '{connection_file}'];
      return { spec: { ...ours, argv }, cwd: path.resolve(beforeFolder!, 'notebooks') };
    }
    case 'deno': {
      const argv = [denoProgram()!, 'jupyter', '--kernel', '--conn', '{connection_file}'];
      return { spec: { ...spec('tslab'), argv, env: {} }, cwd };
    }
    case 'ipykernel': {
      const python = spec('python3');
      const argv = [path.join(programsOf(environment)!, 'python'), ...python.argv.slice(1)];
      return { spec: { ...python, argv }, cwd };
    }
  }
}

/** Those of some kernels that can be compared here. */
export function present(...names: KernelName[]): KernelName[] {
  return names.filter(
    (name) =>
      (name !== 'before' || beforeFolder !== undefined) &&
      (name !== 'deno' || denoProgram() !== undefined),
  );
}

/** A kernel with a client in this process. */
export class TimedKernel {
  private constructor(
    private readonly kernel: Kernel,
    /** From the start to its first answer. */
    readonly startMilliseconds: number,
  ) {}

  static async start(name: KernelName): Promise<TimedKernel> {
    const { spec, cwd } = commandOf(name);
    const start = performance.now();
    const kernel = await startKernel(spec, {
      cwd,
      env: { COURSE_QUICK: '1' },
      startTimeoutMs: 120_000,
    });
    return new TimedKernel(kernel, performance.now() - start);
  }

  /**
   * @param limitMs the time limit
   * @throws Error if the cell fails
   */
  async run(code: string, limitMs = Infinity): Promise<TimedRun> {
    const texts: string[] = [];
    const start = performance.now();
    const replied = new Promise<Record<string, unknown>>((resolve) => {
      let answer: Record<string, unknown> | undefined;
      let isIdle = false;
      const content = { code, silent: false, store_history: true, allow_stdin: false };
      void this.kernel.client.send(
        'shell',
        'execute_request',
        content,
        ({ header, content }, on) => {
          if (on === 'reply') answer = content;
          else if (header.msg_type === 'stream') texts.push(content.text as string);
          else if (header.msg_type === 'status') isIdle ||= content.execution_state === 'idle';
          if (answer && isIdle) resolve(answer);
        },
      );
    });
    const reply = await withTimeout(replied, limitMs);
    const milliseconds = reply ? performance.now() - start : Infinity;
    const text = texts.join('');
    if (reply && reply.status !== 'ok') throw new Error(`A cell failed: ${code}\n${text}`);
    return { milliseconds, text };
  }

  /** The milliseconds of an answer about the end of some code. */
  async ask(type: 'complete_request' | 'inspect_request', code: string): Promise<number> {
    const start = performance.now();
    const content = { code, cursor_pos: code.length, detail_level: 0 };
    await new Promise<void>((resolve) => {
      void this.kernel.client.send('shell', type, content, (_, on) => {
        if (on === 'reply') resolve();
      });
    });
    return performance.now() - start;
  }

  /** What the kernel and the processes that it has started hold, in megabytes. */
  megabytes(): number {
    return megabytesOf(this.kernel.process.pid!);
  }

  async stop(): Promise<void> {
    await this.kernel.stop();
  }
}

/** Starts kernels, and stops them when the work is done. */
export async function withKernels<T>(
  names: readonly KernelName[],
  work: (kernels: ReadonlyMap<KernelName, TimedKernel>) => Promise<T>,
): Promise<T> {
  const kernels = new Map<KernelName, TimedKernel>();
  try {
    for (const name of names) kernels.set(name, await TimedKernel.start(name));
    return await work(kernels);
  } finally {
    for (const kernel of kernels.values()) await kernel.stop();
  }
}
