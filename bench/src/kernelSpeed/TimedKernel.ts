import * as path from 'node:path';
import { readKernelspec } from 'nbconvert-ts';
import { startKernel, withTimeout, type Kernel } from 'nbconvert-ts/kernel';

const root = path.join(__dirname, '../../..');

/** The kernelspecs of the compared kernels, by their names in the tables. */
export const kernels = { ours: 'typescript', tslab: 'tslab' } as const;
export type KernelName = keyof typeof kernels;

/** The result of a cell. */
export interface TimedRun {
  /** From sending the cell to its reply and last output; infinite beyond the time limit. */
  milliseconds: number;
  /** What it printed. */
  text: string;
}

/** A kernel with a client in this process. */
export class TimedKernel {
  private constructor(private readonly kernel: Kernel) {}

  static async start(name: KernelName): Promise<TimedKernel> {
    const spec = readKernelspec(path.join(root, '.venv/share/jupyter/kernels', kernels[name]));
    const kernel = await startKernel(spec, {
      cwd: path.join(root, 'notebooks'),
      env: {},
      startTimeoutMs: 120_000,
    });
    return new TimedKernel(kernel);
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

  async stop(): Promise<void> {
    await this.kernel.stop();
  }
}

/** Starts both kernels, and stops them when the work is done. */
export async function withBoth<T>(
  work: (both: Record<KernelName, TimedKernel>) => Promise<T>,
): Promise<T> {
  const ours = await TimedKernel.start('ours');
  try {
    const tslab = await TimedKernel.start('tslab');
    try {
      return await work({ ours, tslab });
    } finally {
      await tslab.stop();
    }
  } finally {
    await ours.stop();
  }
}
