import type { Message } from 'jupyter-protocol';
import { KernelProcess, type KernelExit } from './KernelProcess';
import type { Kernel } from './startKernel';
import { withTimeout } from './withTimeout';

/** How a request to run code ended. */
export interface RunOutcome {
  /**
   * From the kernel's reply: `ok`, `error` or `aborted` (it was not run, since another cell had
   * failed); `timeout` if it took too long, `dead` if the kernel ended.
   */
  status: 'ok' | 'error' | 'aborted' | 'timeout' | 'dead';
  /** The reply's content, if there was one. */
  reply: Record<string, unknown> | undefined;
  /** What went wrong, where the reply does not say it. */
  message: string | undefined;
  /** How the kernel's process ended, if it has. */
  exit?: KernelExit;
  /** Whether the kernel can run further cells. */
  alive: boolean;
}

/** What {@link runCell} needs to know. */
export interface RunRequest {
  code: string;
  /** The request's metadata. */
  metadata: Readonly<Record<string, unknown>>;
  /** Whether a failing cell makes the kernel drop the requests that wait. */
  stopOnError: boolean;
  /** How long the code may run. */
  timeoutMs: number;
  /** Names the limit, e.g. `the cell's limit of 10 s`. */
  limit: string;
  /** How long an interrupted cell may take to stop. */
  interruptGraceMs: number;
  /** Hears the cell's messages on the iopub channel. */
  onMessage(message: Message): void;
}

/** How long to wait for the message that a cell has ended, once the reply is there. */
const idleGraceMs = 10_000;
/** How long outputs of a dead kernel may still be on their way. */
const drainMs = 200;

/**
 * Runs code in a kernel and waits until the kernel has replied and is idle, so that all outputs are
 * there.
 */
export async function runCell(kernel: Kernel, request: RunRequest): Promise<RunOutcome> {
  const { client } = kernel;
  let reply: Record<string, unknown> | undefined;
  let id: string | undefined;
  const replied = new Signal();
  const idle = new Signal();
  try {
    id = await client.send(
      'shell',
      'execute_request',
      {
        code: request.code,
        silent: false,
        store_history: true,
        user_expressions: {},
        allow_stdin: false,
        stop_on_error: request.stopOnError,
      },
      (message, channel) => {
        if (channel === 'reply') {
          reply = message.content;
          replied.give();
        } else if (message.header.msg_type === 'status') {
          if (message.content.execution_state === 'idle') idle.give();
        } else request.onMessage(message);
      },
      request.metadata,
    );
    const finished = replied.given.then(async () => {
      await withTimeout(idle.given, idleGraceMs);
      return 'finished' as const;
    });
    const ended = kernel.process.exited.then(async (exit) => {
      await withTimeout(finished, drainMs);
      return exit;
    });
    const first = await withTimeout(Promise.race([finished, ended]), request.timeoutMs);
    if (first === 'finished') return { ...fromReply(reply ?? {}), reply, alive: true };
    if (first) {
      return {
        status: 'dead',
        reply,
        message: deathOf(kernel, first),
        exit: first,
        alive: false,
      };
    }

    await kernel.interrupt();
    const second = await withTimeout(Promise.race([finished, ended]), request.interruptGraceMs);
    const after = `${request.limit} was over`;
    const problem = client.lastProblem === undefined ? '' : `; ${client.lastProblem}`;
    if (second === 'finished') {
      return {
        status: 'timeout',
        reply,
        message: `${after}: the cell was interrupted`,
        alive: true,
      };
    }
    const message = second
      ? `${after}: ${deathOf(kernel, second)}`
      : `${after}: the cell did not stop when it was interrupted, so the kernel was killed${problem}`;
    return { status: 'timeout', reply, message, alive: false };
  } finally {
    if (id !== undefined) client.forget(id);
  }
}

function deathOf(kernel: Kernel, exit: KernelExit): string {
  const words = kernel.process.lastWords;
  return `${KernelProcess.describe(exit)}${words && `; its last words:\n${words}`}`;
}

function fromReply(content: Record<string, unknown>): Pick<RunOutcome, 'status' | 'message'> {
  switch (content.status) {
    case 'ok':
    case 'error':
      return { status: content.status, message: undefined };
    // Both words are in use.
    case 'abort':
    case 'aborted':
      return {
        status: 'aborted',
        message: 'the kernel did not run the cell, since one had failed before it',
      };
    default: {
      const message = `the kernel replied with the unknown status ${JSON.stringify(content.status) ?? 'undefined'}`;
      return { status: 'error', message };
    }
  }
}

/** Something to wait for that happens once. */
class Signal {
  give!: () => void;
  readonly given = new Promise<void>((resolve) => (this.give = resolve));
}
