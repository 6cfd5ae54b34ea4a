import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newConnection, newIpcConnection } from 'jupyter-protocol/node';
import { KernelClient, type MessageLimits } from './KernelClient';
import { KernelProcess, type KernelCommand } from './KernelProcess';
import type { Kernelspec } from './kernelspec';
import { withTimeout } from './withTimeout';

/** Where and how a kernel is started. */
export interface KernelOptions extends MessageLimits {
  /** The kernel's working directory; by default this process's. */
  cwd?: string;
  /** Variables that are added to the kernel's environment. */
  env?: Readonly<Record<string, string>>;
  /**
   * How to reach the kernel: `tcp`, by default, or `ipc`, which no other user of the machine can
   * reach (not on Windows).
   */
  transport?: 'tcp' | 'ipc';
  /**
   * Receives the command that is about to start the kernel and returns the command to run instead,
   * e.g. the same in a sandbox. The folder holds the connection file and, for `ipc`, the sockets:
   * the kernel must be able to read and write there.
   */
  beforeStart?: (command: KernelCommand, folder: string) => KernelCommand | Promise<KernelCommand>;
  /** How long the kernel may take to start; 60 s by default. */
  startTimeoutMs?: number;
}

/** A running kernel. */
export interface Kernel {
  process: KernelProcess;
  client: KernelClient;
  /** Its answer to `kernel_info_request`. */
  info: Record<string, unknown>;
  /** Asks it to stop what it is doing. */
  interrupt(): Promise<void>;
  /** Asks it to end, then kills it with all that it started. */
  stop(): Promise<void>;
}

/** How long a kernel has to end by itself. */
const shutdownMs = 1000;

/**
 * Starts a kernel and waits until it answers.
 *
 * @param spec which kernel
 * @param options where and how long
 * @returns the kernel
 * @throws Error with the kernel's last words if it ends or does not answer in time
 */
export async function startKernel(spec: Kernelspec, options: KernelOptions = {}): Promise<Kernel> {
  const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
  const connection = options.transport === 'ipc' ? newIpcConnection(folder) : await newConnection();
  const connectionFile = join(folder, 'connection.json');
  writeFileSync(connectionFile, JSON.stringify(connection), { mode: 0o600 });
  const fillIn = (text: string): string =>
    text
      .replaceAll('{connection_file}', connectionFile)
      .replaceAll('{resource_dir}', spec.directory);
  const kernelEnv = Object.entries(spec.env).map(([name, value]) => [name, expand(fillIn(value))]);
  const command: KernelCommand = {
    argv: [...spec.argv.map(fillIn), ...historyInMemory(spec.argv)],
    cwd: options.cwd ?? process.cwd(),
    env: {
      ...process.env,
      ...(Object.fromEntries(kernelEnv) as Record<string, string>),
      ...options.env,
      // Kernels end with this process, even if it is killed.
      JPY_PARENT_PID: String(process.pid),
    },
  };
  let child: KernelProcess;
  try {
    child = new KernelProcess((await options.beforeStart?.(command, folder)) ?? command);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const client = new KernelClient(connection, options);
  const dispose = (): void => {
    client.close();
    child.dispose();
    rmSync(folder, { recursive: true, force: true });
  };
  let info: Record<string, unknown>;
  try {
    info = await answer(child, client, options.startTimeoutMs ?? 60_000);
  } catch (error) {
    dispose();
    const words = child.lastWords;
    throw new Error(
      `The kernel "${spec.displayName}" did not start: ${(error as Error).message}${words && `\n${words}`}`,
      { cause: error },
    );
  }
  return {
    process: child,
    client,
    info,
    async interrupt() {
      if (spec.interruptMode === 'message') await client.send('control', 'interrupt_request', {});
      else child.interrupt();
    },
    async stop() {
      try {
        await client.send('control', 'shutdown_request', { restart: false });
        await withTimeout(child.exited, shutdownMs);
      } finally {
        dispose();
      }
    },
  };
}

/** A notebook's run does not belong in the history of what a person types. */
function historyInMemory(argv: readonly string[]): string[] {
  return argv.includes('ipykernel_launcher') ? ['--HistoryManager.hist_file=:memory:'] : [];
}

/** `${NAME}` in a kernel's environment means this process's variable. */
function expand(value: string): string {
  return value.replace(/\$\{(\w+)\}/g, (whole, name: string) => process.env[name] ?? whole);
}

/** How long a kernel may be silent before it is asked again. */
const askAgainMs = 1000;

/** How long after its reply a kernel's iopub channel may take to connect. */
const iopubMs = 20;

/**
 * Waits for the kernel's description, and until its iopub channel, which may connect later, is
 * heard.
 *
 * Asks again until it is answered: a kernel can lose a request that comes while it still binds its
 * sockets.
 */
async function answer(
  child: KernelProcess,
  client: KernelClient,
  timeoutMs: number,
): Promise<Record<string, unknown>> {
  const deadline = Date.now() + timeoutMs;
  const requests: string[] = [];
  let info: Record<string, unknown> | undefined;
  let iopubHeard = false;
  const ask = (): Promise<true> =>
    new Promise((resolve) => {
      void client
        .send('shell', 'kernel_info_request', {}, (message, channel) => {
          if (channel === 'iopub') iopubHeard = true;
          else if (message.header.msg_type === 'kernel_info_reply') info = message.content;
          if (info) setTimeout(() => resolve(true), iopubHeard ? 0 : iopubMs);
        })
        .then((id) => requests.push(id));
    });
  try {
    while (Date.now() < deadline) {
      const exit = await withTimeout(
        Promise.race([ask(), child.exited]),
        Math.min(askAgainMs, deadline - Date.now()),
      );
      if (exit !== undefined && exit !== true) throw new Error(KernelProcess.describe(exit));
      if (info && iopubHeard) return info;
    }
  } finally {
    for (const id of requests) client.forget(id);
  }
  const problem = client.lastProblem === undefined ? '' : `; ${client.lastProblem}`;
  throw new Error(`it did not answer within ${timeoutMs / 1000} s${problem}`);
}
