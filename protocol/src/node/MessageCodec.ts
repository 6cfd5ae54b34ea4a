import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { protocolVersion, type JsonObject, type Message, type OutgoingMessage } from '../Message';

/** A signed message that can't be read; its sender is known. */
export class MalformedMessage extends Error {
  /**
   * @param problem such as `the content is not an object`
   * @param received what of the message could be read
   */
  constructor(
    readonly problem: string,
    readonly received: Pick<Message, 'identities' | 'header'>,
  ) {
    super(`a message that can't be read: ${problem}`);
  }
}

/** How a {@link MessageCodec} works. */
export interface CodecOptions {
  /** Who sends, in the headers of messages. */
  username: string;
  /** Whether to refuse a signed message that comes again: whoever listens in could send it. */
  refusesRepeats?: boolean;
  /** Parses a message's content; `JSON.parse` by default. */
  parseContent?: (text: string) => unknown;
}

const delimiter = Buffer.from('<IDS|MSG>');
/** How many signatures a codec remembers. */
const remembered = 65_536;

/**
 * Signs, packs and unpacks the messages of one session.
 *
 * See "The wire protocol",
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 *
 * @example
 * const codec = new MessageCodec(connection.key, { username: 'me' });
 * const { id, frames } = codec.encode({ type: 'kernel_info_request', content: {} });
 */
export class MessageCodec {
  private readonly session = randomUUID();
  private readonly seen = new Set<string>();
  private lastParent: { part: Buffer; value: JsonObject } | undefined;

  /** @param key the connection's secret; without one, messages are not signed */
  constructor(
    private readonly key: string,
    private readonly options: CodecOptions,
  ) {}

  /** Packs a message: its id, and the frames to send. */
  encode(message: OutgoingMessage): { id: string; frames: (Uint8Array | string)[] } {
    const { type, content, parent = {}, metadata = {}, identities = [] } = message;
    const id = randomUUID();
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: this.options.username,
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    const parts = [header, parent, metadata, content].map((part) => JSON.stringify(part));
    return { id, frames: [...identities, delimiter.toString(), this.sign(parts), ...parts] };
  }

  /**
   * Unpacks a message.
   *
   * @throws MalformedMessage if its sender can be told what is wrong
   * @throws Error if the frames are no message, are not signed with the key, or come again
   */
  decode(frames: readonly Buffer[]): Message {
    const start = frames.findIndex((frame) => frame.equals(delimiter));
    const [signature, ...parts] = frames.slice(start + 1, start + 6);
    const [headerPart, parentPart, metadataPart, contentPart] = parts;
    if (start < 0 || !signature || !headerPart || !parentPart || !metadataPart || !contentPart) {
      throw new Error('a message without its parts');
    }
    const expected = Buffer.from(this.sign(parts));
    if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) {
      throw new Error("a message that is not signed with the connection's key");
    }
    if (this.options.refusesRepeats) this.refuseRepeat(signature.toString());
    const identities = frames.slice(0, start);
    const header = headerOf(headerPart);
    try {
      const parent = this.parentOf(parentPart);
      return {
        identities,
        header,
        parent,
        parentId: typeof parent.msg_id === 'string' ? parent.msg_id : undefined,
        metadata: parseObject('metadata', metadataPart),
        content: parseObject('content', contentPart, this.options.parseContent),
        contentBytes: contentPart.length,
      };
    } catch (error) {
      throw new MalformedMessage((error as Error).message, { identities, header });
    }
  }

  /** A cell's outputs have the same parent, one after the other. */
  private parentOf(part: Buffer): JsonObject {
    if (!this.lastParent?.part.equals(part)) {
      this.lastParent = { part, value: parseObject('parent header', part) };
    }
    return this.lastParent.value;
  }

  private refuseRepeat(signature: string): void {
    if (this.key === '') return;
    if (this.seen.has(signature)) throw new Error('a message that has come before');
    this.seen.add(signature);
    const [oldest] = this.seen;
    if (this.seen.size > remembered && oldest !== undefined) this.seen.delete(oldest);
  }

  private sign(parts: readonly (Uint8Array | string)[]): string {
    if (this.key === '') return '';
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }
}

function headerOf(part: Buffer): Message['header'] {
  let header: JsonObject;
  try {
    header = parseObject('header', part);
  } catch (error) {
    throw new Error(`a message that can't be read: ${(error as Error).message}`, { cause: error });
  }
  const { msg_id: id, msg_type: type } = header;
  if (typeof id !== 'string' || typeof type !== 'string') {
    throw new Error('a message whose header has no msg_id or msg_type');
  }
  return { ...header, msg_id: id, msg_type: type };
}

function parseObject(
  name: string,
  part: Buffer,
  parse: (text: string) => unknown = JSON.parse,
): JsonObject {
  let value: unknown;
  try {
    value = parse(part.toString('utf8'));
  } catch (error) {
    throw new Error(`the ${name} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`the ${name} is not an object`);
  }
  return value as JsonObject;
}
