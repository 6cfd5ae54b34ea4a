import type { JsonObject, Message } from 'jupyter-protocol';
import { readCompiledCell } from '../compile/CompiledCell';
import { describeError } from '../errors/describeError';
import { IdleCollector } from '../memory/IdleCollector';
import { text, texts } from './fields';
import { History } from './History';
import type { Clients, Compiler, Host, Legacy } from './Host';
import { Session } from './Session';

/** The kernel: takes requests, runs cells one after the other, tells what comes of them. */
export class Kernel {
  private readonly collector: IdleCollector;
  private readonly session: Session;
  private readonly history = new History();
  private readonly queue: Message[] = [];
  private running = false;
  /** As the notebook counts. */
  private count = 0;

  constructor(
    private readonly clients: Clients,
    compiler: Compiler,
    legacy: Legacy,
    host: Host,
  ) {
    // The usual ten frames end within TensorFlow.js, far from the student's line.
    Error.stackTraceLimit = 50;
    this.session = new Session(clients, compiler, legacy, host);
    this.collector = new IdleCollector(this.session.replaced);
  }

  /** Stops the cell of a number, if it runs. */
  interrupt(cell: number): void {
    this.session.runner.interrupt(cell);
  }

  /** Takes a request of the shell channel that the channels do not answer themselves. */
  receive(request: Message): void {
    if (request.header.msg_type === 'execute_request') {
      this.queue.push(request);
      if (!this.running) void this.runQueue();
      return;
    }
    const { clients } = this;
    clients.publish('status', request.header, { execution_state: 'busy' });
    const type = request.header.msg_type.replace(/_request$/, '_reply');
    try {
      const content = this.answer(request);
      if (content) clients.reply(request, type, content);
    } catch (error) {
      const content = { status: 'error', ...describeError(error, this.session.sources) };
      clients.reply(request, type, content);
    }
    clients.publish('status', request.header, { execution_state: 'idle' });
  }

  /** Answers to everything but code, to run or to explain; undefined for what wants no answer. */
  private answer({ header, content }: Message): JsonObject | undefined {
    switch (header.msg_type) {
      case 'history_request':
        return { status: 'ok', history: this.history.find(content) };
      case 'comm_info_request':
        return { status: 'ok', comms: {} };
      case 'comm_open':
        // There is nothing here that a widget could talk to.
        this.clients.publish('comm_close', header, { comm_id: content.comm_id, data: {} });
        return undefined;
      case 'shutdown_request':
        throw new Error('A shutdown is asked for on the control channel.');
      default:
        if (!header.msg_type.endsWith('_request')) return undefined;
        throw new Error(`This kernel does not know ${header.msg_type}.`);
    }
  }

  private async runQueue(): Promise<void> {
    this.running = true;
    this.collector.stir();
    for (let request = this.queue.shift(); request; request = this.queue.shift()) {
      const { clients } = this;
      clients.publish('status', request.header, { execution_state: 'busy' });
      const content = await this.execute(request);
      let aborted: Message[] = [];
      if (content.status === 'error' && request.content.stop_on_error !== false) {
        // Whatever came before the answer was sent in the belief that this would succeed.
        await clients.drain();
        aborted = this.queue.splice(0);
      }
      clients.reply(request, 'execute_reply', content);
      clients.publish('status', request.header, { execution_state: 'idle' });
      for (const late of aborted) {
        clients.publish('status', late.header, { execution_state: 'busy' });
        // Without a number: JupyterLab would show it, as if the cell had run.
        clients.reply(late, 'execute_reply', { status: 'aborted' });
        clients.publish('status', late.header, { execution_state: 'idle' });
      }
    }
    this.running = false;
    this.collector.rest();
  }

  private async execute(request: Message): Promise<JsonObject> {
    const { code, silent, store_history: stores, allow_stdin: allowsInput } = request.content;
    try {
      const source = text('code', code);
      const expressions = texts('user_expressions', request.content.user_expressions);
      const isCounted = silent !== true && stores !== false;
      if (isCounted) this.history.add(++this.count, source);
      const { compiled } = request.metadata;
      const options = {
        silent: silent === true,
        allowsInput: allowsInput === true,
        ...(compiled !== undefined && { compiled: readCompiledCell(compiled) }),
      };
      const cell = this.session.newCell(request, this.count, source, options);
      const error = await this.session.run(cell);
      if (error) return { status: 'error', execution_count: cell.count, ...error };
      const user_expressions = await this.session.evaluate(request, cell.count, expressions);
      return { status: 'ok', execution_count: cell.count, user_expressions, payload: [] };
    } catch (error) {
      const content = describeError(error, this.session.sources);
      return { status: 'error', execution_count: this.count, ...content };
    }
  }
}
