import { join } from 'node:path';
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import type { Connection, Header, JsonObject, Message } from 'jupyter-protocol';
import type { Clients } from '../../core/session/Host';
import { SharedState } from '../../core/run/SharedState';
import type { ChannelsData, FromChannels, SendingChannel, ToChannels } from './threadMessages';

/** What the channels hand on. */
export interface ChannelEvents {
  /** A request on the shell channel. */
  request(request: Message): void;
  /** Somebody wants the cell of this number stopped. */
  interrupt(cell: number): void;
  /** A question about code has come, which the language answers. */
  asked(): void;
  /** The kernel is to end. */
  shutdown(): void;
}

/** The main thread's side of the sockets, which live in a thread of their own. */
export class Channels implements Clients {
  readonly state = new SharedState();
  private readonly worker: Worker;
  private readonly input = new MessageChannel();
  private readonly drains = new Map<number, () => void>();
  private lastDrain = 0;

  /**
   * Starts to listen.
   *
   * @param facts what the channels' thread needs to answer, or to end the kernel, by itself
   */
  constructor(connection: Connection, facts: Pick<ChannelsData, 'info' | 'lastWords'>) {
    const workerData: ChannelsData = {
      connection,
      ...facts,
      shared: this.state.buffer,
      input: this.input.port2,
    };
    this.worker = new Worker(join(__dirname, 'server.js'), {
      workerData,
      transferList: [this.input.port2],
    });
  }

  /**
   * Says who hears what comes; to be called in the turn in which this was made.
   *
   * @param onProblem hears why the sockets do not work, e.g. since a port is taken
   */
  listen(events: ChannelEvents, onProblem: (error: Error) => void): void {
    this.worker.on('message', (message: FromChannels) => this.receive(message, events));
    this.worker.on('error', onProblem);
  }

  /** Answers a request. */
  reply({ header, identities }: Message, type: string, content: JsonObject): void {
    this.post('shell', { type, parent: header, content, identities });
  }

  publish(type: string, parent: Header | undefined, content: JsonObject): void {
    this.post('iopub', { type, parent, content, identities: [type] });
  }

  ask({ header, identities }: Message, prompt: string): string | undefined {
    const { port1: port } = this.input;
    while (receiveMessageOnPort(port)) continue; // an answer to an earlier question, too late
    const before = this.state.get('input');
    const content = { prompt, password: false };
    this.post('stdin', { type: 'input_request', parent: header, content, identities });
    this.state.waitWhile('input', before);
    return (receiveMessageOnPort(port) as { message: string } | undefined)?.message;
  }

  drain(): Promise<void> {
    const id = ++this.lastDrain;
    return new Promise((resolve) => {
      this.drains.set(id, resolve);
      this.send({ kind: 'drain', id });
    });
  }

  /** Says who answers questions about code from now on. */
  askLanguage(questions: MessagePort): void {
    this.worker.postMessage({ kind: 'language', questions } satisfies ToChannels, [questions]);
  }

  /** Sends what waits, and stops listening. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.worker.once('exit', resolve));
    this.send({ kind: 'close' });
    this.input.port1.close();
    await closed;
  }

  private receive(message: FromChannels, events: ChannelEvents): void {
    switch (message.kind) {
      case 'request':
        return events.request(message.request);
      case 'asked':
        return events.asked();
      case 'interrupt':
        this.send({ kind: 'seen', id: message.id });
        return events.interrupt(message.cell);
      case 'shutdown':
        this.send({ kind: 'seen', id: message.id });
        return events.shutdown();
      case 'drained':
        this.drains.get(message.id)?.();
        this.drains.delete(message.id);
    }
  }

  private post(channel: SendingChannel, message: (ToChannels & { kind: 'send' })['message']): void {
    this.send({ kind: 'send', channel, message });
  }

  private send(message: ToChannels): void {
    this.worker.postMessage(message);
  }
}
