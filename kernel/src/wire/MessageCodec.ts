import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** A JSON object. */
export type Json = Record<string, unknown>;

/** Head of a message of the Jupyter protocol. */
export interface Header {
  msg_id: string;
  msg_type: string;
  [field: string]: unknown;
}

/** A request as it came in. */
export interface Request {
  /** Who asked, for the reply. */
  identities: Uint8Array[];
  header: Header;
  parent: Json;
  metadata: Json;
  content: Json;
}

/** A request of somebody who may ask, but that can’t be understood. */
export class MalformedRequest extends Error {
  constructor(
    problem: string,
    readonly request: Pick<Request, 'identities' | 'header'>,
  ) {
    super(`The request can’t be read: ${problem}.`);
  }
}

/** A message to send. */
export interface Outgoing {
  type: string;
  /** Header of the request that it belongs to. */
  parent: Header | undefined;
  content: Json;
  metadata?: Json;
  /** To whom; on the iopub channel the topic. */
  identities: readonly (Uint8Array | string)[];
}

const delimiter = '<IDS|MSG>';
/** Signatures that are remembered. */
const remembered = 65_536;

/**
 * Packs and unpacks messages of the Jupyter protocol, version 5.3, with one secret and one session.
 *
 * See "Messaging in Jupyter", https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
export class MessageCodec {
  private readonly session = randomUUID();
  private readonly seen = new Set<string>();

  constructor(private readonly key: string) {}

  /**
   * @throws MalformedRequest if the sender can be told what is wrong
   * @throws Error if the frames are no message, are not signed with the key, or have come before
   */
  decode(frames: readonly Uint8Array[]): Request {
    const parts = frames.map((frame) => Buffer.from(frame));
    const start = parts.findIndex((part) => part.toString('latin1') === delimiter);
    const [signature, header, parent, metadata, content] = parts.slice(start + 1);
    if (start < 0 || !signature || !header || !parent || !metadata || !content) {
      throw new Error('not a message: a part is missing');
    }
    const expected = Buffer.from(this.sign([header, parent, metadata, content]));
    if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) {
      throw new Error('a message that is not signed with the secret of this connection');
    }
    this.refuseSecond(signature.toString());
    const head = parseObject('header', header);
    const { msg_id: id, msg_type: type } = head;
    if (typeof id !== 'string' || typeof type !== 'string') {
      throw new Error('a header without msg_id or msg_type');
    }
    const request = {
      identities: parts.slice(0, start),
      header: { ...head, msg_id: id, msg_type: type },
    };
    try {
      return {
        ...request,
        parent: parseObject('parent header', parent),
        metadata: parseObject('metadata', metadata),
        content: parseObject('content', content),
      };
    } catch (error) {
      throw new MalformedRequest((error as Error).message, request);
    }
  }

  encode({ type, parent, content, metadata, identities }: Outgoing): (Uint8Array | string)[] {
    const header = {
      msg_id: randomUUID(),
      session: this.session,
      username: 'kernel',
      date: new Date().toISOString(),
      msg_type: type,
      version: '5.3',
    };
    const parts = [header, parent ?? {}, metadata ?? {}, content].map((part) =>
      JSON.stringify(part),
    );
    return [...identities, delimiter, this.sign(parts), ...parts];
  }

  /** Whoever has listened in could send a signed message again. */
  private refuseSecond(signature: string): void {
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

function parseObject(name: string, part: Buffer): Json {
  let value: unknown;
  try {
    value = JSON.parse(part.toString('utf8'));
  } catch (error) {
    throw new Error(`the ${name} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`the ${name} is not an object`);
  }
  return value as Json;
}
