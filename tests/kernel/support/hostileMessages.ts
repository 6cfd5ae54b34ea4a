import { createHmac, randomUUID } from 'node:crypto';
import type { Random } from './Random';

/** Channels that take requests. */
export type Channel = 'shell' | 'control' | 'stdin';

/** A message that no well-behaved client sends. */
export interface HostileMessage {
  /** What is wrong with it. */
  what: string;
  frames: (string | Uint8Array)[];
  /** `msg_id` where its sender is known and must hear that it failed. */
  mustFail?: string;
  /** `msg_id` where it must be ignored, though it could be read. */
  mustBeIgnored?: string;
}

type Parts = [header: Part, parent: Part, metadata: Part, content: Part];
type Part = string | Uint8Array;

const delimiter = '<IDS|MSG>';

/** Generates messages of every kind; the same random numbers give the same ones. */
export class HostileMessages {
  private readonly sent: (string | Uint8Array)[][] = [];

  /**
   * @param key of the connection
   * @param poison code that must never run
   */
  constructor(
    private readonly random: Random,
    private readonly key: string,
    private readonly poison: string,
  ) {}

  /** A signed request, for {@link replay}. */
  remember(frames: (string | Uint8Array)[]): void {
    this.sent.push(frames);
  }

  next(channel: Channel): HostileMessage {
    const { random } = this;
    const kinds: (() => HostileMessage)[] = [
      () => this.garbage(),
      () => this.missingFrames(),
      () => this.wrongSignature(),
      () => this.wrongSignature(),
      () => this.brokenHeader(),
      () => this.brokenContent(channel),
      () => this.wrongTypes(channel),
      () => this.wrongTypes(channel),
      () => this.unknownType(channel),
      () => this.truncated(),
      () => this.replay(),
      () => this.deep(channel),
    ];
    if (random.below(40) === 0) return this.huge(channel);
    return random.pick(kinds)();
  }

  private garbage(): HostileMessage {
    const frames = Array.from({ length: this.random.below(8) + 1 }, () =>
      this.random.bytes(this.random.below(200)),
    );
    return { what: 'no delimiter', frames };
  }

  private missingFrames(): HostileMessage {
    const frames = this.signed(this.execute(randomUUID()));
    return { what: 'frames are missing', frames: frames.slice(0, this.random.below(5) + 1) };
  }

  private wrongSignature(): HostileMessage {
    const id = randomUUID();
    const [mark, signature, ...parts] = this.signed(this.execute(id));
    const wrong = this.random.pick([
      '',
      'x',
      '0'.repeat(64),
      String(signature).toUpperCase(),
      String(signature).slice(0, 63),
      `${String(signature)}0`,
      this.random.bytes(64),
      createHmac('sha256', 'another key').update(parts.join('')).digest('hex'),
    ]);
    return { what: 'wrong signature', frames: [mark!, wrong, ...parts], mustBeIgnored: id };
  }

  private brokenHeader(): HostileMessage {
    const id = randomUUID();
    const header = this.random.pick<Part>([
      '',
      '{',
      'null',
      '[]',
      '7',
      '"execute_request"',
      '{"msg_type":"execute_request"}',
      JSON.stringify({ msg_id: id }),
      JSON.stringify({ msg_id: 7, msg_type: 'execute_request' }),
      JSON.stringify({ msg_id: id, msg_type: ['execute_request'] }),
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28]),
    ]);
    const [, ...rest] = this.execute(id);
    return { what: `header ${String(header)}`, frames: this.signed([header, ...rest] as Parts) };
  }

  private brokenContent(channel: Channel): HostileMessage {
    const id = randomUUID();
    const [header, parent, metadata] = this.execute(id);
    const content = this.random.pick<Part>([
      '',
      '{',
      'null',
      '[]',
      '[{"code":"1"}]',
      '7',
      '"1"',
      '{"code": }',
      Buffer.concat([Buffer.from('{"code": "'), Buffer.from([0xc3, 0x28, 0xff, 0x22])]),
    ]);
    const frames = this.signed([header, parent, metadata, content]);
    return { what: `content ${String(content)}`, frames, ...answered(channel, id) };
  }

  private wrongTypes(channel: Channel): HostileMessage {
    const id = randomUUID();
    const wrong = (): unknown => this.random.pick<unknown>([null, 7, [], {}, true, ['1']]);
    const noNumber = (): unknown => this.random.pick<unknown>([null, '3', [], {}, true]);
    const [type, content] = this.random.pick<[string, object]>([
      ['execute_request', {}],
      ['execute_request', { code: wrong(), silent: 'no', stop_on_error: 'no' }],
      ['execute_request', { code: this.poison, user_expressions: 'a text' }],
      ['execute_request', { code: this.poison, user_expressions: { a: 7 } }],
      ['complete_request', { code: wrong(), cursor_pos: 0 }],
      ['complete_request', { code: 'console.', cursor_pos: noNumber() }],
      ['inspect_request', { code: 'console', cursor_pos: noNumber() }],
      ['inspect_request', { cursor_pos: 2 }],
      ['is_complete_request', { code: wrong() }],
      ['is_complete_request', {}],
    ]);
    const frames = this.signed(this.message(id, type, content));
    const what = `${type} with ${JSON.stringify(content)}`;
    return { what, frames, ...answered(channel, id) };
  }

  private unknownType(channel: Channel): HostileMessage {
    const id = randomUUID();
    const name = this.random.pick(['nonsense', '__proto__', 'constructor', 'ß', 'debug', '']);
    const type = `${name}_request`;
    const frames = this.signed(this.message(id, type, { code: this.poison }));
    return { what: type, frames, ...answered(channel, id) };
  }

  private truncated(): HostileMessage {
    const id = randomUUID();
    const frames = this.signed(this.execute(id));
    const index = this.random.below(frames.length);
    const frame = Buffer.from(frames[index]!);
    // At least one byte is lost.
    frames[index] = frame.subarray(0, this.random.below(frame.length));
    return { what: `frame ${index} is truncated`, frames, mustBeIgnored: id };
  }

  private replay(): HostileMessage {
    if (this.sent.length === 0) return this.garbage();
    return { what: 'a message is sent again', frames: this.random.pick(this.sent) };
  }

  private deep(channel: Channel): HostileMessage {
    const id = randomUUID();
    const depth = this.random.pick([2000, 20_000, 200_000]);
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const header = JSON.stringify({ msg_id: id, msg_type: 'nonsense_request' });
    if (this.random.below(2) === 0) {
      const frames = this.signed([header, '{}', '{}', `{"code":${nested}}`]);
      return { what: `content ${depth} deep`, frames, ...answered(channel, id) };
    }
    // An answer would have to hold the same header.
    const deepHeader = `${header.slice(0, -1)},"more":${nested}}`;
    return { what: `header ${depth} deep`, frames: this.signed([deepHeader, '{}', '{}', '{}']) };
  }

  private huge(channel: Channel): HostileMessage {
    const id = randomUUID();
    const text = 'x'.repeat(1_000_000);
    switch (this.random.below(4)) {
      case 0:
        return { what: 'a huge frame', frames: [this.random.bytes(1_000_000)] };
      case 1: {
        const frames = this.signed(this.message(id, `${text}_request`, {}));
        return { what: 'a huge type', frames, ...answered(channel, id) };
      }
      case 2: {
        const frames = this.signed(this.message(id, 'execute_request', { code: [text] }));
        return { what: 'huge wrong content', frames, ...answered(channel, id) };
      }
      default: {
        const identities = Array.from({ length: 1000 }, () => 'x'.repeat(1000));
        const frames = [...identities, ...this.signed(this.message(id, 'nonsense_request', {}))];
        return { what: 'many identities', frames, ...answered(channel, id) };
      }
    }
  }

  private execute(id: string): Parts {
    return this.message(id, 'execute_request', { code: this.poison, silent: false });
  }

  private message(id: string, type: string, content: object): Parts {
    const header = { msg_id: id, msg_type: type, session: 's', username: 'u', version: '5.3' };
    return [JSON.stringify(header), '{}', '{}', JSON.stringify(content)];
  }

  private signed(parts: Parts): (string | Uint8Array)[] {
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return [delimiter, hmac.digest('hex'), ...parts];
  }
}

/** The stdin channel takes answers and gives none. */
function answered(channel: Channel, id: string): Pick<HostileMessage, 'mustFail'> {
  return channel === 'stdin' ? {} : { mustFail: id };
}
