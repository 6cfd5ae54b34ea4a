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

const DELIMITER = '<IDS|MSG>';

/** Signs, packs and unpacks the messages of one session. */
export class MessageCodec {
  private readonly session = randomUUID();

  /**
   * @param key - the connection's secret
   */
  constructor(private readonly key: string) {}

  /**
   * Packs a request.
   *
   * @param type - e.g. `execute_request`
   * @param content - the request's content
   * @returns its id and the frames to send
   */
  encode(type: string, content: Json): { id: string; frames: string[] } {
    const id = randomUUID();
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: 'nbconvert-ts',
      date: new Date().toISOString(),
      version: '5.3',
    };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    return { id, frames: [DELIMITER, this.sign(parts), ...parts] };
  }

  /**
   * Unpacks a message.
   *
   * @param frames - as they were received
   * @returns the message
   * @throws Error where the message is not signed with the connection's key or not well formed
   */
  decode(frames: readonly Buffer[]): Message {
    const start = frames.findIndex((frame) => frame.toString('latin1') === DELIMITER);
    const [signature, ...parts] = frames.slice(start + 1, start + 6);
    if (start < 0 || signature === undefined || parts.length < 4) {
      throw new Error('a message without its parts');
    }
    const expected = Buffer.from(this.sign(parts));
    if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) {
      throw new Error("a message that is not signed with the connection's key");
    }
    const [header, parent, , content] = parts.map(
      (part) => parseJson(part.toString('utf8')) as Json,
    );
    if (typeof header?.msg_id !== 'string' || typeof header.msg_type !== 'string' || !content) {
      throw new Error('a message without a header or content');
    }
    return {
      header: { msg_id: header.msg_id, msg_type: header.msg_type },
      parentId: typeof parent?.msg_id === 'string' ? parent.msg_id : undefined,
      content,
      contentBytes: parts[3]?.length ?? 0,
    };
  }

  private sign(parts: readonly (string | Buffer)[]): string {
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }
}
