import { parseCell } from './parseCell';
import { sample } from './sample';

test.each([
  ['export const a = 1;', '       const a = 1;'],
  ['export default function f() {}', '               function f() {}'],
  ['export abstract class A {}', '       abstract class A {}'],
  ['const a = 1;\nexport { a };\na', 'const a = 1;\n             \na'],
  ['export type T = string;', '       type T = string;'],
  ['const s = "export const a";', 'const s = "export const a";'],
])('%j becomes %j: nothing moves', (source, expected) => {
  expect(parseCell(source)).toMatchObject({ source: expected, problems: [] });
});

test('the sample is a cell', () => {
  expect(parseCell(sample).problems).toEqual([]);
});

test.each([
  ['export default 3;', 1, 1, 'no default export'],
  ['export default function () {}', 1, 1, 'no default export'],
  ['export default class extends Array {}', 1, 1, 'no default export'],
  ["a;\n  export * from 'node:fs';", 2, 3, 'Use import instead'],
  ["export { join } from 'node:path';", 1, 1, 'Use import instead'],
  ['const [a, { b: __c }] = d;', 1, 16, 'Call __c otherwise, for example _c.'],
  ['function __f() {}', 1, 10, 'two underscores'],
  ['class __K {}', 1, 7, 'two underscores'],
])('%j is refused with its place', (source, line, column, message) => {
  const { problems } = parseCell(source);
  expect(problems).toMatchObject([
    { line, column, message: expect.stringContaining(message) as string },
  ]);
});

test('names within functions are nobody’s business', () => {
  expect(parseCell('function f() { const __a = 1; return __a; }').problems).toEqual([]);
});
