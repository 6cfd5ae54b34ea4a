import type { OutgoingMessage } from 'jupyter-protocol';
import { PrintedText } from './PrintedText';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const stream = (cell: string, name: string, text: string): OutgoingMessage => ({
  type: 'stream',
  parent: { msg_id: cell, msg_type: 'execute_request' },
  content: { name, text },
  identities: ['stream'],
});
function collected(): { printed: PrintedText; sent: unknown[] } {
  const sent: unknown[] = [];
  const printed = new PrintedText(({ parent, content }) =>
    sent.push([parent?.msg_id, content.name, content.text]),
  );
  return { printed, sent };
}

test('lines of a moment are one message', () => {
  const { printed, sent } = collected();
  for (const text of ['a\n', 'b\n']) printed.add(stream('1', 'stdout', text));
  expect(sent).toEqual([]);
  jest.advanceTimersByTime(50);
  printed.add(stream('1', 'stdout', 'c\n'));
  jest.advanceTimersByTime(50);
  expect(sent).toEqual([
    ['1', 'stdout', 'a\nb\n'],
    ['1', 'stdout', 'c\n'],
  ]);
});

test('streams and cells are kept apart, in order', () => {
  const { printed, sent } = collected();
  printed.add(stream('1', 'stdout', 'a'));
  printed.add(stream('1', 'stderr', 'b'));
  printed.add(stream('1', 'stdout', 'c'));
  printed.add(stream('2', 'stdout', 'd'));
  printed.flush();
  printed.flush();
  expect(sent.map(String)).toEqual(['1,stdout,a', '1,stderr,b', '1,stdout,c', '2,stdout,d']);
});

test('a very long text is sent in parts, and no character is cut in two', () => {
  const { printed, sent } = collected();
  const text = `${'x'.repeat(999_999)}\u{1f600}${'y'.repeat(1_500_000)}`;
  printed.add(stream('1', 'stdout', text));
  const parts = sent.map((message) => (message as string[])[2]!);
  expect(parts.map(({ length }) => length)).toEqual([999_999, 1_000_000, 500_002]);
  expect(parts.join('') === text).toBe(true);
});

test('a long text does not wait', () => {
  const { printed, sent } = collected();
  printed.add(stream('1', 'stdout', 'x'.repeat(60_000)));
  expect(sent).toHaveLength(1);
});
