import { createHmac } from 'node:crypto';
import { MalformedRequest, MessageCodec } from './MessageCodec';

const key = 'secret';
const codec = new MessageCodec(key);
const header = { msg_id: '1', msg_type: 'execute_request' };

/** Frames of a message, signed as the protocol's description says. */
function frames(parts: unknown[], secret = key): Buffer[] {
  const texts = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
  const hmac = createHmac('sha256', secret);
  for (const text of texts) hmac.update(text);
  return ['me', '<IDS|MSG>', hmac.digest('hex'), ...texts].map((text) => Buffer.from(text));
}

test('a request is taken apart', () => {
  const request = codec.decode(frames([header, {}, {}, { code: '1' }]));
  expect(request).toMatchObject({ header, parent: {}, content: { code: '1' } });
  expect(request.identities.map(String)).toEqual(['me']);
});

test.each([
  ['another secret', frames([header, {}, {}, {}], 'guess'), 'not signed'],
  [
    'a changed content',
    [...frames([header, {}, {}, {}]).slice(0, -1), Buffer.from('{"a":1}')],
    'not signed',
  ],
  ['no delimiter', [Buffer.from('hello')], 'a part is missing'],
  ['too few parts', frames([header, {}, {}]), 'a part is missing'],
  ['no JSON', frames(['{', {}, {}, {}]), 'JSON'],
  ['a list as content', frames([header, {}, {}, []]), 'the content is not an object'],
  ['null as header', frames(['null', {}, {}, {}]), 'the header is not an object'],
  ['a header without id', frames([{ msg_type: 'x' }, {}, {}, {}]), 'without msg_id'],
])('%s is refused', (_, message, reason) => {
  expect(() => codec.decode(message)).toThrow(reason);
});

test('what is packed can be unpacked, and names the request that it belongs to', () => {
  const content = { text: 'größer 😀' };
  const packed = codec.encode({ type: 'stream', parent: header, content, identities: ['topic'] });
  const received = codec.decode(packed.map((frame) => Buffer.from(frame)));
  expect(received).toMatchObject({ parent: header, content, header: { msg_type: 'stream' } });
});

test('without a secret nothing is signed', () => {
  const open = new MessageCodec('');
  const packed = open.encode({ type: 'status', parent: undefined, content: {}, identities: [] });
  expect(packed[1]).toBe('');
  expect(open.decode(packed.map((frame) => Buffer.from(frame))).header.msg_type).toBe('status');
});

test('who is known hears that a request can’t be read', () => {
  const decode = (): unknown => codec.decode(frames([header, {}, {}, '{"code":']));
  expect(decode).toThrow(MalformedRequest);
  try {
    codec.decode(frames([header, {}, {}, '[1]']));
  } catch (error) {
    const { request, message } = error as MalformedRequest;
    expect(request).toMatchObject({ header });
    expect(request.identities.map(String)).toEqual(['me']);
    expect(message).toContain('the content is not an object');
  }
  expect.assertions(4);
});

test('a message that is sent again is refused', () => {
  const twice = frames([{ ...header, msg_id: 'once' }, {}, {}, {}]);
  codec.decode(twice);
  expect(() => codec.decode(twice)).toThrow('has come before');
});
