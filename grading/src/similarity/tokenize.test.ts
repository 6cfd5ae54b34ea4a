import { tokenize } from './tokenize';

const same = (a: string, b: string): void => expect(tokenize(a).kinds).toEqual(tokenize(b).kinds);
const different = (a: string, b: string): void =>
  expect(tokenize(a).kinds).not.toEqual(tokenize(b).kinds);

test.each([
  ['names', 'const a = b.c(d, d);', 'const sum = list.map(x, y);'],
  ['names that are words of the language elsewhere', 'const a = b;', 'const type = of;'],
  ['private names', 'this.#a = 1;', 'this.a = 1;'],
  ['layout', 'if (a) {\n  b();\n}', 'if(a){b();}'],
  ['comments', 'a(); // why\n/* and\n */ b();', 'a(); b();'],
  ['the values of literals', 'f(1, "x", /a/g, `t`, true)', "f(0x2, 'yz', /[/]b\\//, `u`, false)"],
  ['how a variable is declared', 'let a = 1; var b = 2;', 'const a = 1; const b = 2;'],
])('%s do not matter', (_, a, b) => same(a, b));

test.each([
  ['another operator', 'a + b', 'a - b'],
  ['another statement', 'if (a) b();', 'while (a) b();'],
  ['another order', 'a(b) + c', 'a + b(c)'],
  ['a name and a literal', 'f(a)', 'f(1)'],
])('%s does', (_, a, b) => different(a, b));

test('a slash divides after an operand, and elsewhere begins a regular expression', () => {
  expect(tokenize('a / b / c').kinds).toHaveLength(5);
  expect(tokenize('(a) / b / c[0] / d').kinds).toHaveLength(12);
  expect(tokenize('f(/ b "/g, "c")').kinds).toHaveLength(6);
  expect(tokenize('return /a(/.test(b)').kinds).toHaveLength(7);
});

test('what stands in a template is code', () => {
  same('`a ${{ x: f(1) }.x} b ${y} c`;', '`${{ z: g(2) }.z}${q}`;');
  different('`${a + b}`', '`${a - b}`');
  expect(tokenize('`a${b}c` + d').kinds).toHaveLength(5);
});

test('every token has its line', () => {
  expect(tokenize('a\n\n  // why\nb /* x\n */ c\r\n`d\n${e}`').lines).toEqual([1, 4, 5, 6, 7, 7]);
});

test.each([
  '',
  '}}}',
  '"open',
  '`open ${',
  '/* open',
  '/open',
  '\\u{',
  '\0\uFFFF🎲',
  '#!x',
  '<<<<<<<',
])('what is no code has an end: %j', (source) => {
  expect(tokenize(source).kinds.length).toBeLessThanOrEqual(source.length);
});
