import * as tf from '@tensorflow/tfjs';
import { RemoteError } from 'course';
import { ChannelEnded, type Channel } from '../channel/Channel';
import type { Reply, Request } from '../channel/requests';
import { isTensorValue, pack, unpack, type TensorValue, type Value } from '../channel/values';

/** An object whose weights are kept here and sent before the next question. */
export interface Mirror {
  /** What has changed here since the last time. */
  takeChanges(): Extract<Request, { op: 'write' }>['weights'];
}

/** An answer in another process: questioned, never trusted. */
export class Remote {
  /** Why no more questions can be asked. */
  ended: ChannelEnded | undefined;
  private mirrors: Mirror[] = [];

  /** @param cells what the cells of the answer are called, by their numbers in the kernel */
  constructor(
    private readonly channel: Channel,
    private readonly cells: Readonly<Record<number, string>> = {},
  ) {}

  /** Sends its changes from now on. */
  register(mirror: Mirror): void {
    this.mirrors.push(mirror);
  }

  /** Stops sending changes of what has been created so far, and disposes of it here. */
  forget(): void {
    this.mirrors = [];
  }

  /**
   * Asks, and waits for the reply.
   *
   * @throws ChannelEnded if nobody replies; Error as the answer's code has thrown it
   */
  ask(request: Exclude<Request, { op: 'write' | 'end' }>): Value {
    const weights = this.mirrors.flatMap((mirror) => mirror.takeChanges());
    if (weights.length > 0) this.exchange({ op: 'write', weights });
    return this.exchange(request);
  }

  /** Says that there are no more questions. */
  end(): void {
    if (!this.ended) this.attempt(() => this.channel.send(pack({ op: 'end' })));
  }

  private exchange(request: Request): Value {
    const reply = this.attempt(() => {
      this.channel.send(pack(request));
      return asReply(unpack(this.channel.receive()));
    });
    if ('value' in reply) return reply.value;
    const { message, stack } = reply.error;
    const lines = [...String(stack).matchAll(/\bIn\[(\d+)\]:(\d+)/g)].flatMap(([, cell, line]) => {
      const called = this.cells[Number(cell)];
      return called === undefined
        ? []
        : [called === '' ? `line ${line!}` : `${called}, line ${line!}`];
    });
    throw new RemoteError(String(message), lines);
  }

  private attempt<T>(use: () => T): T {
    if (this.ended) throw this.ended;
    try {
      return use();
    } catch (error) {
      this.ended = error instanceof ChannelEnded ? error : new ChannelEnded('malformed');
      throw this.ended;
    }
  }
}

function asReply(value: Value): Reply {
  const isReply = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isReply || !('value' in value || 'error' in value)) throw new ChannelEnded('malformed');
  return value as Reply;
}

/** The tensor of a value. */
export function tensorFrom({ tensor }: { tensor: TensorValue }): tf.Tensor {
  const { numbers, shape, dtype } = tensor;
  const type = dtype === 'int32' || dtype === 'bool' ? dtype : 'float32';
  return tf.tensor(numbers, shape, type);
}

/**
 * A value as the answer returned it; what can't travel becomes an object that equals nothing else.
 */
export function received(value: Value): unknown {
  if (isTensorValue(value)) return tensorFrom(value);
  if (Array.isArray(value)) return value.map(received);
  if (typeof value === 'object' && value !== null) {
    if (value.other !== 'disposed') return {};
    const tensor = tf.scalar(0);
    tensor.dispose();
    return tensor;
  }
  return value;
}
