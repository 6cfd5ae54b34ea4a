import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, Message } from 'jupyter-protocol';
import { MessageCodec } from 'jupyter-protocol/node';
import { Dealer } from 'zeromq';
import type { Channel } from './hostileMessages';

/** Sockets that send frames unchanged and record every reply. */
export class RawChannels {
  /** Replies by the `msg_id` of their request. */
  readonly answers = new Map<string | undefined, Message[]>();
  private readonly codec: MessageCodec;
  private readonly sockets: Record<Channel, Dealer>;

  constructor({ key, ip, shell_port, control_port, stdin_port }: Connection) {
    this.codec = new MessageCodec(key, { username: 'test' });
    const open = (port: number): Dealer => {
      const socket = new Dealer({ linger: 0 });
      socket.connect(`tcp://${ip}:${port}`);
      void this.receive(socket);
      return socket;
    };
    this.sockets = {
      shell: open(shell_port),
      control: open(control_port),
      stdin: open(stdin_port),
    };
  }

  async send(channel: Channel, frames: readonly (string | Uint8Array)[]): Promise<void> {
    await this.sockets[channel].send([...frames]);
  }

  /**
   * Waits for replies to everything in a list; returns the rest when the time is over.
   */
  async unanswered(ids: readonly string[], patience: number): Promise<string[]> {
    for (const end = Date.now() + patience; ; await wait(20)) {
      const rest = ids.filter((id) => !this.answers.has(id));
      if (rest.length === 0 || Date.now() > end) return rest;
    }
  }

  close(): void {
    for (const socket of Object.values(this.sockets)) socket.close();
  }

  private async receive(socket: Dealer): Promise<void> {
    for await (const frames of socket) {
      const message = this.codec.decode(frames);
      const { parentId: id } = message;
      this.answers.set(id, [...(this.answers.get(id) ?? []), message]);
    }
  }
}
