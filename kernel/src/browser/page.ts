import type { JsonObject, Header, OutgoingMessage } from 'jupyter-protocol';
import { protocolVersion } from 'jupyter-protocol';
import { aboutCode } from '../core/language/aboutCode';
import { PrintedText } from '../core/outputs/PrintedText';
import { SharedState } from '../core/run/SharedState';
import { kernelInfo } from '../core/session/kernelInfo';
import { newLine, writeLine } from './line';
import { versions } from './versions';
import type { FromCells, FromCompiler, SendingChannel, ToCells, ToCompiler } from './messages';
import { asRequest, type PageMessage } from './PageMessage';

export type { PageMessage } from './PageMessage';

/** What a kernel is started with. */
export interface KernelOptions {
  /** Addresses of the two workers' scripts. */
  scripts: { compiler: string; cells: string };
  /** `process.env` of the cells. */
  env: Record<string, string>;
  /** Takes what the kernel sends. */
  send: (message: PageMessage) => void;
  /** How long a cell that hears nothing may take to stop, where no memory is shared. */
  patience?: number;
}

/** How long an interrupt has to be heard, in milliseconds, before it is made known by the flag. */
const hearing = 100;

/** A kernel in two workers of a page: one compiles cells, one runs them. */
export class PageKernel {
  /** Rejects if the kernel can't start. */
  readonly ready: Promise<void>;
  private readonly compiler: Worker;
  /** Why it can't start, if it can't. */
  private failure: Error | undefined;
  private cells!: Worker;
  private state!: SharedState;
  private line: SharedArrayBuffer | undefined;
  private readonly printed: PrintedText;
  /** Requests about code without an answer, the oldest first. */
  private readonly asked: PageMessage[] = [];
  /** Cells without an answer, the oldest first. */
  private running: PageMessage[] = [];
  /** The cell that was last to stop. */
  private stopped = 0;
  private isHeard = false;

  constructor(private readonly options: KernelOptions) {
    this.printed = new PrintedText((message) => this.transmit('iopub', message));
    this.compiler = new Worker(options.scripts.compiler);
    const compiles = new Promise<void>((resolve, reject) => {
      this.compiler.onmessage = ({ data }: MessageEvent<FromCompiler>) => {
        if (data.kind === 'answer') this.endWith(this.asked.shift()!, data.content);
        else if (data.kind === 'ready') resolve();
        else reject(new Error(`TypeScript can’t start: ${data.problem}`));
      };
      this.compiler.onerror = ({ message }) => reject(new Error(`TypeScript fails: ${message}`));
    });
    this.ready = Promise.all([compiles, this.startCells()]).then(() => undefined);
    this.ready.catch((error: Error) => this.fail(error));
  }

  /** Takes a message of a client. */
  handle(message: PageMessage): void {
    const { header, content } = message;
    const type = header.msg_type;
    if (type === 'input_reply') {
      this.giveLine(typeof content.value === 'string' ? content.value : '');
    } else if (type === 'kernel_info_request') {
      this.publish('status', header, { execution_state: 'busy' });
      this.endWith(message, kernelInfo(versions.typescript, navigator.userAgent));
    } else if (type === 'interrupt_request') {
      this.publish('status', header, { execution_state: 'busy' });
      void this.interrupt().then(() => this.endWith(message, { status: 'ok' }));
    } else if (this.failure) {
      this.refuse(message);
    } else if (aboutCode.includes(type)) {
      this.publish('status', header, { execution_state: 'busy' });
      this.asked.push(message);
      this.compiler.postMessage({
        kind: 'question',
        request: asRequest(message),
      } satisfies ToCompiler);
    } else {
      if (type === 'execute_request') this.running.push(message);
      this.toCells({ kind: 'request', request: asRequest(message) });
    }
  }

  /**
   * Stops the running cell: by a message, which it takes when it waits; by the flag in shared
   * memory, which its loops look at. If neither does it, the worker is started anew: at once where
   * no memory is shared, else when it is to be stopped again.
   */
  async interrupt(): Promise<void> {
    const { state, line } = this;
    const cell = state.get('cell');
    const isAgain = cell !== 0 && this.stopped === cell;
    this.stopped = cell;
    this.isHeard = false;
    this.giveLine(undefined);
    this.toCells({ kind: 'interrupt', cell });
    const isOver = (): boolean => this.state !== state || state.get('cell') !== cell;
    await within(hearing, () => this.isHeard || isOver());
    if (!this.isHeard && line) state.set('interrupt', 1);
    if (cell === 0) return;
    const patience = line ? 2000 : (this.options.patience ?? 5000);
    await within(patience, () => isOver() || (this.isHeard && !isAgain));
    if (isOver() || (!isAgain && (line || this.isHeard))) return;
    this.startAgain();
  }

  /** What waits ends with the reason, and so does what comes. */
  private fail(error: Error): void {
    this.failure = error;
    for (const message of [...this.asked.splice(0), ...this.running.splice(0)])
      this.refuse(message);
  }

  private refuse(message: PageMessage): void {
    const evalue = `${this.failure?.message}. Load the page again.`;
    const content = { ename: 'Error', evalue, traceback: [`Error: ${evalue}`] };
    this.endWith(message, { status: 'error', ...content }, content);
  }

  /** Ends both workers. */
  dispose(): void {
    this.compiler.terminate();
    this.cells.terminate();
  }

  private async startCells(): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    this.compiler.postMessage({ kind: 'cells', port: port1 } satisfies ToCompiler, [port1]);
    this.state = new SharedState();
    this.line = self.crossOriginIsolated ? newLine() : undefined;
    const cells = (this.cells = new Worker(this.options.scripts.cells));
    const shared = this.line && { state: this.state.buffer as SharedArrayBuffer, line: this.line };
    const start = {
      kind: 'start',
      compiler: port2,
      shared,
      env: this.options.env,
    } satisfies ToCells;
    cells.postMessage(start, [port2]);
    await new Promise<void>((resolve, reject) => {
      cells.onmessage = ({ data }: MessageEvent<FromCells>) => {
        if (data.kind === 'ready') resolve();
        else this.receive(data);
      };
      cells.onerror = ({ message }) => reject(new Error(`The kernel fails: ${message}`));
    });
  }

  private receive(message: FromCells): void {
    if (message.kind === 'send') this.send(message.channel, message.message);
    else if (message.kind === 'set') this.state.set(message.word, message.value);
    else if (message.kind === 'heard') this.isHeard = true;
  }

  /** Ends what can't be stopped. */
  private startAgain(): void {
    this.cells.terminate();
    this.printed.flush();
    const [request, ...waiting] = this.running.splice(0);
    const evalue =
      'This cell could not be stopped, so the kernel was started again. ' +
      'All variables are gone: run the cells from the top. What is kept in the browser is still there.';
    const content = {
      ename: 'KeyboardInterrupt',
      evalue,
      traceback: [`KeyboardInterrupt: ${evalue}`],
    };
    void this.startCells();
    if (request) this.endWith(request, { status: 'error', ...content }, content);
    for (const late of waiting) this.endWith(late, { status: 'aborted' });
  }

  private giveLine(line: string | undefined): void {
    if (!this.line) return;
    writeLine(this.line, line);
    this.state.set('input', this.state.get('input') + 1);
  }

  /**
   * Answers a request for which the kernel was busy.
   *
   * @param shown the error that a cell shows
   */
  private endWith({ header }: PageMessage, content: JsonObject, shown?: JsonObject): void {
    const type = header.msg_type.replace(/_request$/, '_reply');
    if (shown && type === 'execute_reply') this.publish('error', header, shown);
    this.send('shell', { type, parent: header, content });
    this.publish('status', header, { execution_state: 'idle' });
  }

  private publish(type: string, parent: Header, content: JsonObject): void {
    this.send('iopub', { type, parent, content });
  }

  private send(channel: SendingChannel, message: OutgoingMessage): void {
    if (channel === 'iopub' && message.type === 'stream') return this.printed.add(message);
    // Outputs stay in order, and a reply comes after what was printed before it.
    this.printed.flush();
    if (message.type === 'execute_reply') {
      this.running = this.running.filter(({ header }) => header.msg_id !== message.parent?.msg_id);
    }
    this.transmit(channel, message);
  }

  private transmit(channel: SendingChannel, message: OutgoingMessage): void {
    const { type, parent, content, metadata = {} } = message;
    const header = {
      msg_id: crypto.randomUUID(),
      msg_type: type,
      session: parent?.session ?? '',
      username: 'kernel',
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    this.options.send({
      channel,
      header,
      parent_header: parent ?? {},
      metadata,
      content,
      buffers: [],
    });
    // An answer to a question in between is no sign that the running cell has ended.
    if (content.execution_state === 'idle' && this.state.get('cell') !== 0) {
      this.transmit('iopub', { ...message, content: { execution_state: 'busy' } });
    }
  }

  private toCells(message: ToCells): void {
    this.cells.postMessage(message);
  }
}

/** Waits until something holds, or a time has passed. */
async function within(ms: number, holds: () => boolean): Promise<void> {
  const end = performance.now() + ms;
  while (!holds() && performance.now() < end) await new Promise((done) => setTimeout(done, 10));
}
