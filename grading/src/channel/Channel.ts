import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { limits } from '../limits';
import type { Frame } from './values';

/** The pause between attempts on a pipe that is not ready. */
const pauseMilliseconds = 0.2;

/** The other side has ended, is late, or sends something that can't be read. */
export class ChannelEnded extends Error {
  override readonly name = 'ChannelEnded';

  /** @param reason for the report */
  constructor(readonly reason: 'ended' | 'late' | 'malformed') {
    const what = {
      ended: 'has ended',
      late: 'did not answer in time',
      malformed: 'sends what can’t be read',
    };
    super(`The program that is examined ${what[reason]}.`);
  }
}

/** One side of a channel. */
export interface Ends {
  /** The pipe that the other side writes to. */
  read: string;
  /** The pipe that the other side reads from. */
  write: string;
  /** A file that appears when nothing more will come. */
  over?: string;
}

/**
 * Messages through two named pipes, one at a time. It blocks, so that a judge can ask somebody
 * else's program in the middle of a computation.
 */
export class Channel {
  private readonly input: number;
  private output: number | undefined;
  private heard = false;

  /**
   * @param deadline when to give up, in terms of `Date.now()`
   * @throws ChannelEnded if something else has taken the place of the pipe
   */
  constructor(
    private readonly ends: Ends,
    private readonly deadline: number,
  ) {
    this.input = openPipe(ends.read, constants.O_RDONLY);
  }

  /** @throws ChannelEnded */
  send({ head, body }: Frame): void {
    const text = Buffer.from(JSON.stringify(head));
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32LE(text.length, 0);
    sizes.writeUInt32LE(body.length, 4);
    for (const part of [sizes, text, body]) this.writeAll(part);
  }

  /** @throws ChannelEnded */
  receive(): Frame {
    const sizes = this.readAll(8);
    const [head, body] = [sizes.readUInt32LE(0), sizes.readUInt32LE(4)];
    if (head + body > limits.channelMessageBytes) throw new ChannelEnded('malformed');
    const text = this.readAll(head).toString();
    const bytes = this.readAll(body);
    try {
      return { head: JSON.parse(text) as unknown, body: bytes };
    } catch {
      throw new ChannelEnded('malformed');
    }
  }

  close(): void {
    closeSync(this.input);
    if (this.output !== undefined) closeSync(this.output);
  }

  private readAll(count: number): Buffer {
    const buffer = Buffer.alloc(count);
    let length = 0;
    while (length < count) {
      const read = whenReady(() => readSync(this.input, buffer, length, count - length, null));
      if (read === 0 && this.heard) throw new ChannelEnded('ended');
      // Nothing came, or nobody has opened the other end yet.
      if (read === undefined || read === 0) this.wait();
      else {
        this.heard = true;
        length += read;
      }
    }
    return buffer;
  }

  private writeAll(bytes: Uint8Array): void {
    let length = 0;
    while (length < bytes.length) {
      this.output ??= whenReady(() => openPipe(this.ends.write, constants.O_WRONLY));
      const output = this.output;
      const written =
        output === undefined
          ? undefined
          : whenReady(() => writeSync(output, bytes, length, bytes.length - length));
      if (written === undefined) this.wait();
      else length += written;
    }
  }

  private wait(): void {
    if (Date.now() > this.deadline) throw new ChannelEnded('late');
    if (this.ends.over !== undefined && existsSync(this.ends.over)) throw new ChannelEnded('ended');
    Atomics.wait(sleeper, 0, 0, pauseMilliseconds);
  }
}

/** Opens a pipe and nothing else: a link could lead to any file of whoever opens it. */
function openPipe(path: string, flags: number): number {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, flags | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    if (fstatSync(descriptor).isFIFO()) return descriptor;
  } catch (error) {
    // Nobody has opened the other end yet.
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') throw error;
  }
  if (descriptor !== undefined) closeSync(descriptor);
  throw new ChannelEnded('malformed');
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** @returns undefined where the pipe is not ready: full, empty, or not open at the other end */
function whenReady<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN' || code === 'ENXIO') return undefined;
    if (code === 'EPIPE') throw new ChannelEnded('ended');
    throw error;
  }
}
