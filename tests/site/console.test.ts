import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { newConsole } from 'typescript-kernel/browser/newConsole';

type Calls = (console: Console) => void;

/** What calls print, by the stream. */
function printed(calls: Calls, isNode: boolean): string[] {
  const texts: string[] = [];
  const print = (name: string, text: string): void => void texts.push(`${name}: ${text}`);
  const stream = (name: string) =>
    new Writable({ write: (chunk, _, done) => (print(name, String(chunk)), done()) });
  calls(
    isNode
      ? new Console({ stdout: stream('stdout'), stderr: stream('stderr') })
      : (newConsole(print) as Console),
  );
  return texts;
}

const circle: Record<string, unknown> = { a: 1 };
circle.self = circle;

test.each<[string, Calls]>([
  ['formats', (c) => c.log('%d of %s, %o %j %i%%', 1, 'two', [1], { a: 1 }, 2.5, 'rest', [3])],
  ['values', (c) => c.log(null, undefined, -0, 1n, Symbol('s'), 'text', [1, , 3], new Date(0))], // eslint-disable-line no-sparse-arrays -- as people have them
  [
    'deep ones',
    (c) => c.log({ a: { b: { c: { d: 1 } } }, list: Array.from({ length: 120 }, (_, i) => i) }),
  ],
  [
    'collections',
    (c) => c.log(new Map([['a', { x: 1 }]]), new Set([1, 'b']), new Float32Array(3), circle),
  ],
  [
    'classes',
    (c) =>
      c.log(
        class A {},
        new (class Point {
          x = 1;
        })(),
        () => 1,
      ),
  ],
  ['streams', (c) => (c.info('i'), c.debug('d'), c.error('e'))],
  [
    'groups',
    (c) => (
      c.group('g'),
      c.log('a\nb'),
      c.group(),
      c.error('c'),
      c.groupEnd(),
      c.groupEnd(),
      c.log('d')
    ),
  ],
  ['counts', (c) => (c.count(), c.count('x'), c.count(), c.countReset(), c.count())],
  ['assertions', (c) => (c.assert(true, 'no'), c.assert(false), c.assert(0, 'a %s', 'b'))],
  ['dir', (c) => c.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 })],
  [
    'table of objects',
    (c) =>
      c.table([
        { a: 1, b: 'x' },
        { a: 2, c: [1] },
      ]),
  ],
  [
    'table of rows',
    (c) =>
      c.table([
        [1, 2],
        [3, 4],
      ]),
  ],
  ['table of values', (c) => c.table(['a', 'bc'])],
  ['table of some columns', (c) => c.table([{ a: 1, b: 2 }], ['b'])],
  [
    'table of a map',
    (c) =>
      c.table(
        new Map<string, unknown>([
          ['k', 1],
          ['l', 'm'],
        ]),
      ),
  ],
  ['table of a set', (c) => c.table(new Set([1, 2]))],
  ['table of an object', (c) => c.table({ r: { x: 1.5 }, s: { x: 2 } })],
  ['no table', (c) => c.table(5)],
])('a browser prints %s as Node does', (_, calls) => {
  // Node 20 centres what stands in a table; later versions do not.
  const flat = (texts: string[]): string => texts.join('').replace(/ +/g, ' ').replace(/─+/g, '─');
  expect(flat(printed(calls, false))).toBe(flat(printed(calls, true)));
});
