import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { parseJson } from '../format/parseJson';

type Json = Record<string, unknown>;

/** A message of the Jupyter protocol. */
export interface Message {
  header: { msg_id: string; msg_type: string };
  /** `msg_id` of the request that the message belongs to. */
  parentId: string | undefined;
  content: Json;
  /** Size of the content in bytes, as it was sent. */
  contentBytes: number;
}

const DELIMITER = Buffer.from('<IDS|MSG>');

const EMPTY = Buffer.alloc(0);

/** Signs, packs and unpacks the messages of one session. */
export class MessageCodec {
  private readonly session = randomUUID();
  private lastParent: { part: Buffer; value: Json } | undefined;

  /**
   * @param key - the connection's secret
   */
  constructor(private readonly key: string) {}

  /**
   * Packs a request.
   *
   * @param type - e.g. `execute_request`
   * @param content - the request's content
   * @param metadata - the request's metadata
   * @returns its id and the frames to send
   */
  encode(
    type: string,
    content: Json,
    metadata: Readonly<Json> = {},
  ): { id: string; frames: string[] } {
    const id = randomUUID();
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: 'nbconvert-ts',
      date: new Date().toISOString(),
      version: '5.3',
    };
    const parts = [header, {}, metadata, content].map((part) => JSON.stringify(part));
    return { id, frames: [String(DELIMITER), this.sign(parts), ...parts] };
  }

  /**
   * Unpacks a message.
   *
   * @param frames - as they were received
   * @returns the message
   * @throws Error where the message is not signed with the connection's key or not well formed
   */
  decode(frames: readonly Buffer[]): Message {
    const start = frames.findIndex((frame) => frame.equals(DELIMITER));
    const [signature, ...parts] = frames.slice(start + 1, start + 6);
    if (start < 0 || signature === undefined || parts.length < 4) {
      throw new Error('a message without its parts');
    }
    const expected = Buffer.from(this.sign(parts));
    if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) {
      throw new Error("a message that is not signed with the connection's key");
    }
    const [headerPart = EMPTY, parentPart = EMPTY, , contentPart = EMPTY] = parts;
    const header = parseObject(JSON.parse, headerPart);
    // A cell's outputs have the same parent, one after the other.
    if (!this.lastParent?.part.equals(parentPart)) {
      this.lastParent = { part: parentPart, value: parseObject(JSON.parse, parentPart) };
    }
    const parent = this.lastParent.value;
    const content = parseObject(parseJson, contentPart);
    if (typeof header.msg_id !== 'string' || typeof header.msg_type !== 'string') {
      throw new Error('a message whose header has no id or type');
    }
    return {
      header: { msg_id: header.msg_id, msg_type: header.msg_type },
      parentId: typeof parent.msg_id === 'string' ? parent.msg_id : undefined,
      content,
      contentBytes: contentPart.length,
    };
  }

  private sign(parts: readonly (string | Buffer)[]): string {
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }
}

function parseObject(parse: (text: string) => unknown, part: Buffer): Json {
  const value = parse(part.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('a message whose parts are not JSON objects');
  }
  return value as Json;
}
