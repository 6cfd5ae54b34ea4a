import { setImmediate } from 'node:timers/promises';
import { addressOf, type Connection, type JsonObject, type Message } from 'jupyter-protocol';
import { MessageCodec } from 'jupyter-protocol/node';
import { Dealer, Subscriber } from 'zeromq';
import { parseJson } from '../format/parseJson';

/** Receives the messages that belong to one request. */
export type MessageListener = (message: Message, channel: 'iopub' | 'reply') => void;

/** Limits on what a client accepts from a kernel. */
export interface MessageLimits {
  /**
   * A kernel that sends a larger message is cut off, and the message is lost. No limit by default.
   */
  maxMessageBytes?: number | undefined;
  /** How many messages about outputs may wait; further ones are lost. No limit by default. */
  maxWaitingMessages?: number | undefined;
}

/** A kernel that does not listen yet is looked for so often; by default it would be 100 ms. */
const connectMs = 10;

/** In a flood each message is there at once, and memory is only freed when other things run too. */
const bytesInARow = 2 ** 22;

/** The client's side of a kernel's sockets: sends requests, hears replies and outputs. */
export class KernelClient {
  /** What was wrong with the last message that could not be read, if any. */
  lastProblem: string | undefined;
  private readonly codec: MessageCodec;
  private readonly shell: Dealer;
  private readonly control: Dealer;
  private readonly iopub: Subscriber;
  private closed = false;
  private readonly listeners = new Map<string, MessageListener>();

  /**
   * Connects; the kernel need not listen yet.
   *
   * @param connection where the kernel listens
   * @param limits on what is accepted
   */
  constructor(connection: Connection, limits: MessageLimits = {}) {
    const options = {
      linger: 0,
      maxMessageSize: limits.maxMessageBytes ?? -1,
      reconnectInterval: connectMs,
    };
    this.shell = new Dealer(options);
    this.control = new Dealer(options);
    // A flood of outputs must not push out the message that the cell has ended.
    this.iopub = new Subscriber({
      ...options,
      receiveHighWaterMark: limits.maxWaitingMessages ?? 0,
    });
    this.codec = new MessageCodec(connection.key, {
      username: 'nbconvert-ts',
      // Numbers in outputs are written to notebooks as the kernel wrote them.
      parseContent: parseJson,
    });
    this.shell.connect(addressOf(connection, 'shell'));
    this.control.connect(addressOf(connection, 'control'));
    this.iopub.connect(addressOf(connection, 'iopub'));
    this.iopub.subscribe();
    void this.receive(this.shell, 'reply');
    void this.receive(this.control, 'reply');
    void this.receive(this.iopub, 'iopub');
  }

  /**
   * Sends a request.
   *
   * @param channel `control` overtakes running cells
   * @param type the message's type
   * @param content the message's content
   * @param listener hears the reply and the outputs, until {@link forget}
   * @param metadata the message's metadata
   * @returns the request's id
   */
  async send(
    channel: 'shell' | 'control',
    type: string,
    content: JsonObject,
    listener?: MessageListener,
    metadata: Readonly<JsonObject> = {},
  ): Promise<string> {
    const { id, frames } = this.codec.encode({ type, content, metadata });
    if (listener) this.listeners.set(id, listener);
    await this[channel].send(frames);
    return id;
  }

  /**
   * Stops listening to a request.
   *
   * @param id the request's
   */
  forget(id: string): void {
    this.listeners.delete(id);
  }

  /** Closes the sockets. */
  close(): void {
    this.closed = true;
    this.listeners.clear();
    for (const socket of [this.shell, this.control, this.iopub]) socket.close();
  }

  private async receive(socket: Dealer | Subscriber, channel: 'iopub' | 'reply'): Promise<void> {
    let bytes = 0;
    for (;;) {
      let frames: Buffer[];
      try {
        frames = await socket.receive();
      } catch (error) {
        // Closing a socket ends the wait for its next message with an error.
        if (this.closed) return;
        throw error;
      }
      bytes += frames.reduce((sum, { length }) => sum + length, 0);
      if (bytes > bytesInARow) {
        bytes = 0;
        await setImmediate();
      }
      const message = this.decode(frames);
      if (message?.parentId !== undefined) this.listeners.get(message.parentId)?.(message, channel);
    }
  }

  private decode(frames: readonly Buffer[]): Message | undefined {
    try {
      return this.codec.decode(frames);
    } catch (error) {
      this.lastProblem = `the kernel sent ${(error as Error).message}`;
      return undefined;
    }
  }
}
