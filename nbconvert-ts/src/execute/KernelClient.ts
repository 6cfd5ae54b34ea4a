import { setImmediate } from 'node:timers/promises';
import { Dealer, Subscriber } from 'zeromq';
import { addressOf, type Connection } from './connection';
import { MessageCodec, type Message } from './message';
import type { StartOptions } from './startKernel';

/** Receives the messages that belong to one request. */
export type MessageListener = (message: Message, channel: 'iopub' | 'reply') => void;

/** In a flood of messages each is there at once; what they held is only given back when other things have their turn too. */
const bytesInARow = 2 ** 22;

/** The sockets through which a kernel is asked and heard. */
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
   * @param connection - where the kernel listens
   * @param limits - larger messages are not taken in, and whoever sends one is cut off; if more outputs wait, further ones are lost
   */
  constructor(
    connection: Connection,
    limits: Pick<StartOptions, 'maxMessageBytes' | 'maxWaitingMessages'> = {},
  ) {
    const options = { linger: 0, maxMessageSize: limits.maxMessageBytes ?? -1 };
    this.shell = new Dealer(options);
    this.control = new Dealer(options);
    // Without a limit, unless there is one: a flood of outputs must not push out the message that the cell has ended.
    this.iopub = new Subscriber({
      ...options,
      receiveHighWaterMark: limits.maxWaitingMessages ?? 0,
    });
    this.codec = new MessageCodec(connection.key);
    const address = (port: number): string => addressOf(connection, port);
    this.shell.connect(address(connection.shell_port));
    this.control.connect(address(connection.control_port));
    this.iopub.connect(address(connection.iopub_port));
    this.iopub.subscribe();
    void this.receive(this.shell, 'reply');
    void this.receive(this.control, 'reply');
    void this.receive(this.iopub, 'iopub');
  }

  /**
   * Sends a request.
   *
   * @param channel - `control` overtakes running cells
   * @param type - the message's type
   * @param content - the message's content
   * @param listener - hears the reply and the outputs, until {@link forget}
   * @param metadata - the message's metadata
   * @returns the request's id
   */
  async send(
    channel: 'shell' | 'control',
    type: string,
    content: Record<string, unknown>,
    listener?: MessageListener,
    metadata: Readonly<Record<string, unknown>> = {},
  ): Promise<string> {
    const { id, frames } = this.codec.encode(type, content, metadata);
    if (listener) this.listeners.set(id, listener);
    await this[channel].send(frames);
    return id;
  }

  /**
   * Stops listening to a request.
   *
   * @param id - the request's
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
