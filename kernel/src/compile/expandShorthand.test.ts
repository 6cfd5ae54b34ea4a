import { expandShorthand, originalPlace } from './expandShorthand';

test.each([
  ['f({ a, b: 1, c });', 'f({ a: a, b: 1, c: c });'],
  ['({ a, b = 2 } = o);', '({ a: a, b: b = 2 } = o);'],
  ['const { a, b } = { c: { d } };', 'const { a, b } = { c: { d: d } };'],
  ['const f = ({ a }) => ({ a });', 'const f = ({ a }) => ({ a: a });'],
  ['"{ a }"; `${{ a }.a}`;', '"{ a }"; `${{ a: a }.a}`;'],
])('%s becomes %s', (source, expanded) => {
  expect(expandShorthand(source).source).toBe(expanded);
});

test('places are found again', () => {
  const source = 'x;\nf({ long, b: y, c }, z);\nw;';
  const { source: expanded, insertions } = expandShorthand(source);
  const lines = [source, expanded].map((text) => text.split('\n'));
  for (const name of ['x', 'f', 'long', 'b', 'y', 'z', 'w']) {
    const [original, place] = lines.map((all) => {
      const line = all.findIndex((text) => text.includes(name));
      return { line: line + 1, column: all[line]!.indexOf(name) + 1 };
    });
    expect([name, originalPlace(insertions, place!)]).toEqual([name, original]);
  }
});
