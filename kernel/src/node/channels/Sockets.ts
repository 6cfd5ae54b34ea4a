import {
  addressOf,
  type Channel,
  type Connection,
  type Header,
  type JsonObject,
  type Message,
  type OutgoingMessage,
} from 'jupyter-protocol';
import { MalformedMessage, MessageCodec } from 'jupyter-protocol/node';
import { Publisher, Router } from 'zeromq';
import { PrintedText } from '../../core/outputs/PrintedText';
import type { SendingChannel } from './threadMessages';

/** What must be known of a request to answer it. */
type Asked = Pick<Message, 'identities' | 'header'>;
type Receiving = 'shell' | 'control' | 'stdin';
type Handler = (request: Message) => void | Promise<void>;

// Without limits: nothing that a cell prints may get lost.
const unlimited = { sendHighWaterMark: 0, linger: 500 };

/** The sockets of a kernel, and the messages that travel through them. */
export class Sockets {
  private readonly codec: MessageCodec;
  private readonly sockets = {
    shell: new Router(unlimited),
    control: new Router(unlimited),
    stdin: new Router(unlimited),
    iopub: new Publisher(unlimited),
  };
  // Not a Reply: that can get stuck when somebody talks nonsense to it.
  private readonly heartbeat = new Router({ linger: 0 });
  private readonly printed = new PrintedText((message) => this.transmit('iopub', message));
  /** The end of each socket's line of messages: only one may be on its way at a time. */
  private readonly lastSent: Record<string, Promise<void>> = {};

  /** @param isBusy whether a cell runs */
  constructor(
    private readonly connection: Connection,
    private readonly isBusy: () => boolean,
  ) {
    this.codec = new MessageCodec(connection.key, { username: 'kernel', refusesRepeats: true });
  }

  /** @throws what keeps a socket from being bound, e.g. that its port is taken */
  async bind(): Promise<void> {
    const all = Object.entries({ ...this.sockets, hb: this.heartbeat });
    const bound = await Promise.allSettled(
      all.map(([channel, socket]) => socket.bind(addressOf(this.connection, channel as Channel))),
    );
    const failed = bound.find((one) => one.status === 'rejected');
    if (!failed) return;
    this.closeAll();
    throw failed.reason;
  }

  /** Gives requests to handlers; one that throws is answered with its error. */
  listen(handlers: Record<Receiving, Handler>): void {
    void this.echo();
    for (const [channel, handle] of Object.entries(handlers)) {
      void this.receive(channel as Receiving, handle);
    }
  }

  private async echo(): Promise<void> {
    const { heartbeat } = this;
    for await (const beat of received(heartbeat)) await heartbeat.send(beat).catch(() => undefined);
  }

  private async receive(channel: Receiving, handle: Handler): Promise<void> {
    for await (const frames of received(this.sockets[channel])) {
      try {
        void this.attempt(channel, this.codec.decode(frames), handle);
      } catch (error) {
        // Who sent anything else is not known, or not to be trusted.
        if (!(error instanceof MalformedMessage)) continue;
        const problem = new Error(`The request can’t be read: ${error.problem}.`);
        this.refuse(channel, error.received, problem);
      }
    }
  }

  private async attempt(channel: Receiving, request: Message, handle: Handler): Promise<void> {
    try {
      await handle(request);
    } catch (error) {
      this.refuse(channel, request, error as Error);
    }
  }

  /** Answers a request that has failed. */
  private refuse(channel: Receiving, request: Asked, { name, message }: Error): void {
    if (channel === 'stdin' || !request.header.msg_type.endsWith('_request')) return;
    const content = { status: 'error', ename: name, evalue: message, traceback: [message] };
    try {
      this.answer(channel, request, content);
    } catch {
      // An answer holds the request's header, which can be nested too deeply to be written.
    }
  }

  /** Answers a request that takes no time. */
  answer(channel: 'shell' | 'control', request: Asked, content: JsonObject): void {
    this.publish('status', request.header, { execution_state: 'busy' });
    this.endWith(channel, request, content);
  }

  /** Answers a request for which the kernel was busy. */
  endWith(channel: 'shell' | 'control', request: Asked, content: JsonObject): void {
    const { header, identities } = request;
    const type = header.msg_type.replace(/_request$/, '_reply');
    this.send(channel, { type, parent: header, content, identities });
    this.publish('status', header, { execution_state: 'idle' });
  }

  publish(type: string, parent: Header | undefined, content: JsonObject): void {
    this.send('iopub', { type, parent, content, identities: [type] });
  }

  send(channel: SendingChannel | 'control', message: OutgoingMessage): void {
    if (channel === 'iopub' && message.type === 'stream') return this.printed.add(message);
    // Outputs stay in order, and a reply comes after what was printed before it.
    this.printed.flush();
    this.transmit(channel, message);
  }

  private transmit(channel: SendingChannel | 'control', message: OutgoingMessage): void {
    const before = this.lastSent[channel] ?? Promise.resolve();
    const { frames } = this.codec.encode(message);
    // A client that is gone must not stop the others.
    this.lastSent[channel] = before
      .then(() => this.sockets[channel].send(frames))
      .catch(() => undefined);
    // An answer to a question in between is no sign that the running cell has ended.
    if (message.content.execution_state === 'idle' && this.isBusy()) {
      this.publish('status', message.parent, { execution_state: 'busy' });
    }
  }

  /** Sends what waits, and closes. */
  async close(): Promise<void> {
    this.printed.flush();
    await Promise.all(Object.values(this.lastSent));
    this.closeAll();
  }

  private closeAll(): void {
    for (const socket of [...Object.values(this.sockets), this.heartbeat]) socket.close();
  }
}

/**
 * What a socket receives, until it is closed.
 *
 * Programs that do not speak ZeroMQ can make a socket announce a message that it can’t hand out:
 * that is passed over.
 */
async function* received(socket: Router): AsyncGenerator<Buffer[]> {
  while (!socket.closed) {
    let frames: Buffer[] | undefined;
    try {
      frames = await socket.receive();
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (frames) yield frames;
  }
}
