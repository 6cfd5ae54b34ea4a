import { createHmac } from 'node:crypto';
import { MessageCodec } from './message';

const KEY = 'secret';
const frames = (parts: string[], key = KEY): Buffer[] => {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return ['topic', '<IDS|MSG>', hmac.digest('hex'), ...parts].map((part) => Buffer.from(part));
};
const HEADER = JSON.stringify({ msg_id: 'm', msg_type: 'stream' });
const PARENT = JSON.stringify({ msg_id: 'p' });
const CONTENT = JSON.stringify({ name: 'stdout', text: 'ü' });

describe('MessageCodec', () => {
  const codec = new MessageCodec(KEY);

  it('signs a request over its four parts', () => {
    const { id, frames: sent } = codec.encode('execute_request', { code: 'ü' });
    expect(sent).toEqual(frames(sent.slice(2)).slice(1).map(String));
    expect(sent.slice(3)).toEqual(['{}', '{}', '{"code":"ü"}']);
    expect(JSON.parse(sent[2]!)).toMatchObject({ msg_id: id, msg_type: 'execute_request' });
  });

  it('reads a signed message, with or without buffers behind it', () => {
    const parts = [HEADER, PARENT, '{}', CONTENT];
    const expected = {
      header: { msg_id: 'm', msg_type: 'stream' },
      parentId: 'p',
      content: { name: 'stdout', text: 'ü' },
      contentBytes: Buffer.byteLength(CONTENT),
    };
    expect(codec.decode(frames(parts))).toEqual(expected);
    expect(codec.decode([...frames(parts), Buffer.from([1, 2])])).toEqual(expected);
  });

  it.each([
    ['signed with another key', frames([HEADER, PARENT, '{}', CONTENT], 'other'), 'not signed'],
    ['without a delimiter', [Buffer.from('x')], 'without its parts'],
    ['with too few parts', frames([HEADER, PARENT]), 'without its parts'],
    ['that is not JSON', frames([HEADER, PARENT, '{}', '{']), 'JSON'],
    ['without a type', frames(['{}', PARENT, '{}', CONTENT]), 'whose header has no id or type'],
  ])('refuses a message %s', (_, bad, message) => {
    expect(() => codec.decode(bad)).toThrow(message);
  });
});
