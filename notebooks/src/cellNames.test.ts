import { namesOf, neededNames } from './cellNames';

test.each([
  ['const twice = (x: number) => mod(2 * x);', 'twice', 'mod'],
  ['function f(field: T) { const a = 1; return { a, b, c: d, [e]: field }; }', 'f', 'T b d e'],
  ['class A<S> extends B<S> { x!: C; f() { return new A<S>().x; } }', 'A', '.x B C'],
  ['const { p, q: [r = s], ...t } = u; let v: w.x;', 'p r t v', 's u w'],
  ["import a, { b as c, type D } from 'e'; import * as f from 'g';", 'D a c f', ''],
  ['enum E { one } interface I { k: K } type Y = typeof z;', 'E I Y', 'K z'],
  ['for (const i of list) { out: for (;;) break out; }', '', 'list'],
  ['x = 1; x += y;', 'x', 'x y'],
  ['globalThis.g = 1; (globalThis as any).h = 2;', '.g .h g h', '.g .h globalThis'],
  ['(Array.prototype as Mine).last = f;', '.last', '.last .prototype Array Mine f'],
  ['function f(own: O) { own.x = 1; this.y = 2; }', 'f', '.x .y O'],
  ['const x = await load(`a${b}`); export const y = x;', 'x y', 'b load'],
  ['const a = ; const b = c(', 'a b', 'c'],
])('%s', (source, declares, uses) => {
  const names = namesOf(source);
  const sorted = (all: ReadonlySet<string>): string => [...all].sort().join(' ');
  expect([sorted(names.declares), sorted(names.uses)]).toEqual([declares, uses]);
});

test('imports and texts are told', () => {
  const { imports, texts } = namesOf("import { b as c, type D } from 'e'; read('./f.json');");
  expect([...imports]).toEqual([
    ['c', { module: 'e', name: 'b', isType: false }],
    ['D', { module: 'e', name: 'D', isType: true }],
  ]);
  expect([...texts]).toEqual(['e', './f.json']);
});

test('a cell is needed for what it declares, directly or for another cell', () => {
  const cells = [
    'const a = 1, z = 0;',
    'const b = () => a;',
    'const c = 2;',
    'let d = b();',
    'd = e;',
  ];
  const found = neededNames(cells, ['d', 'unknown']);
  expect(found.map((names) => [...names])).toEqual([['a'], ['b'], [], ['d'], ['d']]);
});
