import { createHmac } from 'node:crypto';
import { MalformedMessage, MessageCodec } from './MessageCodec';

const key = 'secret';
const codec = new MessageCodec(key, { username: 'me', refusesRepeats: true });
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
  ['no delimiter', [Buffer.from('hello')], 'without its parts'],
  ['too few parts', frames([header, {}, {}]), 'without its parts'],
  ['no JSON', frames(['{', {}, {}, {}]), 'JSON'],
  ['a list as content', frames([header, {}, {}, []]), 'the content is not an object'],
  ['null as header', frames(['null', {}, {}, {}]), 'the header is not an object'],
  ['a header without id', frames([{ msg_type: 'x' }, {}, {}, {}]), 'has no msg_id'],
])('%s is refused', (_, message, reason) => {
  expect(() => codec.decode(message)).toThrow(reason);
});

test('what is packed can be unpacked, and names the request that it belongs to', () => {
  const content = { text: 'größer 😀' };
  const { id, frames: packed } = codec.encode({
    type: 'stream',
    parent: header,
    content,
    identities: ['topic'],
  });
  const received = codec.decode(packed.map((frame) => Buffer.from(frame)));
  expect(received).toMatchObject({
    parent: header,
    content,
    header: { msg_id: id, msg_type: 'stream' },
  });
});

test('without a secret nothing is signed', () => {
  const open = new MessageCodec('', { username: 'me' });
  const packed = open.encode({ type: 'status', content: {} }).frames;
  expect(packed[1]).toBe('');
  expect(open.decode(packed.map((frame) => Buffer.from(frame))).header.msg_type).toBe('status');
});

test('whoever signs hears that a message can’t be read', () => {
  const decode = (): unknown => codec.decode(frames([header, {}, {}, '{"code":']));
  expect(decode).toThrow(MalformedMessage);
  try {
    codec.decode(frames([header, {}, {}, '[1]']));
  } catch (error) {
    const { received, message, problem } = error as MalformedMessage;
    expect(received).toMatchObject({ header });
    expect(received.identities.map(String)).toEqual(['me']);
    expect(problem).toBe('the content is not an object');
    expect(message).toBe("a message that can't be read: the content is not an object");
  }
  expect.assertions(5);
});

test('a message that is sent again is refused', () => {
  const twice = frames([{ ...header, msg_id: 'once' }, {}, {}, {}]);
  codec.decode(twice);
  expect(() => codec.decode(twice)).toThrow('has come before');
});

test('a flood of equal messages is read where repeats are not refused', () => {
  const client = new MessageCodec(key, { username: 'me' });
  const twice = frames([{ ...header, msg_id: 'again' }, { msg_id: 'p' }, {}, {}]);
  expect(client.decode(twice)).toEqual(client.decode(twice));
});

test('an output names its request, whatever comes behind its parts', () => {
  const parts = frames([header, { msg_id: 'p' }, {}, '{"text":"ü"}']);
  const message = codec.decode([...parts, Buffer.from([1, 2])]);
  expect(message).toMatchObject({ parentId: 'p', content: { text: 'ü' }, contentBytes: 13 });
});

test('the content is parsed as the caller likes', () => {
  const parseContent = (text: string): object => ({ text });
  const own = new MessageCodec(key, { username: 'me', parseContent });
  expect(own.decode(frames([header, {}, {}, '{"a":1.0}'])).content).toEqual({ text: '{"a":1.0}' });
});
