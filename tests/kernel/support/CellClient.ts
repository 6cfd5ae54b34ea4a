import type { Connection, Message } from 'jupyter-protocol';
import { KernelClient, withTimeout } from 'nbconvert-ts/kernel';

/** The outcome of a cell. */
export interface CellRun {
  /** From the reply: `ok`, `error` or `aborted`. */
  status: unknown;
  reply: Record<string, unknown>;
  /** Its messages on the iopub channel, in order, without those that say busy or idle. */
  outputs: Message[];
}

/** Runs cells in a kernel that listens, or is about to. */
export class CellClient {
  private readonly client: KernelClient;
  private closed = false;

  constructor(connection: Connection) {
    this.client = new KernelClient(connection);
  }

  /** Waits until the kernel answers and its outputs are heard. */
  async ready(): Promise<void> {
    while (!this.closed) {
      const heard = new Set<string>();
      const both = new Promise<true>((resolve) => {
        void this.client.send('shell', 'kernel_info_request', {}, (_, channel) => {
          if (heard.add(channel).size === 2) resolve(true);
        });
      });
      if (await withTimeout(both, 500)) return;
    }
  }

  /**
   * Runs a cell and waits until the kernel has replied and is idle.
   *
   * @param onOutput hears its messages as they come
   * @param goesOn whether cells that wait are to run even if this one fails
   */
  async execute(
    code: string,
    onOutput?: (message: Message) => void,
    goesOn = false,
  ): Promise<CellRun> {
    const outputs: Message[] = [];
    const reply = await new Promise<Record<string, unknown>>((resolve) => {
      let answer: Record<string, unknown> | undefined;
      let isIdle = false;
      const content = {
        code,
        silent: false,
        store_history: true,
        allow_stdin: false,
        stop_on_error: !goesOn,
      };
      void this.client.send('shell', 'execute_request', content, (message, channel) => {
        if (channel === 'reply') answer = message.content;
        else if (message.header.msg_type === 'status') {
          isIdle ||= message.content.execution_state === 'idle';
        } else {
          outputs.push(message);
          onOutput?.(message);
        }
        if (answer && isIdle) resolve(answer);
      });
    });
    return { status: reply.status, reply, outputs };
  }

  /** Starts a cell and waits until it has printed something. */
  async begin(code: string): Promise<void> {
    await new Promise<void>((resolve) => {
      void this.execute(code, ({ header }) => {
        if (header.msg_type === 'stream') resolve();
      });
    });
  }

  /** Sends a request on the control channel and resolves with the reply. */
  async control(type: string, content: Record<string, unknown> = {}): Promise<Message> {
    return this.ask(type, content, 'control');
  }

  /** Sends a request that runs no cell and resolves with the reply. */
  async ask(
    type: string,
    content: Record<string, unknown>,
    channel: 'shell' | 'control' = 'shell',
  ): Promise<Message> {
    return new Promise((resolve) => {
      void this.client.send(channel, type, content, (message, from) => {
        if (from === 'reply') resolve(message);
      });
    });
  }

  close(): void {
    this.closed = true;
    this.client.close();
  }
}

/** What a cell printed to a stream. */
export function printed({ outputs }: CellRun, name: 'stdout' | 'stderr'): string {
  return outputs
    .filter(({ header, content }) => header.msg_type === 'stream' && content.name === name)
    .map(({ content }) => content.text as string)
    .join('');
}

/** The plain text of a cell's result. */
export function resultOf({ outputs }: CellRun): string | undefined {
  const result = outputs.find(({ header }) => header.msg_type === 'execute_result');
  return (result?.content.data as Record<string, string> | undefined)?.['text/plain'];
}
