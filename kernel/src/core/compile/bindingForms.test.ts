import { createRequire } from 'node:module';
import vm from 'node:vm';
import * as helpers from 'tslib';
import { Bindings } from '../run/Bindings';
import { emitCell, emitModule } from './emit';
import { names, type CellRuntime } from './names';
import { parseCell } from './parseCell';

const load = createRequire(__filename);

/** Declarations of `x`, and whether it may be assigned to. */
const declarations: [text: string, isVariable: boolean][] = [
  ['let x: any = { rows: 2, at: [1, 2], f(n: number) { return [this?.rows, n]; } };', true],
  ['var x: any = { rows: 3, at: [3], f: (n: number) => n };', true],
  [
    'const x: any = Object.assign((n: number) => n + 1, { rows: 4, at: [4, 5], f: String });',
    false,
  ],
  ['const { a: x } = { a: { rows: 5, at: [6], f: Number } as any };', false],
  ['let [, x = null as any] = [0, { rows: 6, at: [], f: Boolean }] as any[];', true],
  ['const { ...x }: any = { rows: 7, at: [7], f: Array.of };', false],
  ['function x(this: any, n = 1): any { return [this === undefined, n]; } x.rows = 8; x.at = [8]; x.f = x;', false], // prettier-ignore
  ['class x { static rows = 9; static at = [9]; static f(n: number) { return [this === x, n]; } }', false], // prettier-ignore
  ['enum x { rows = 10, at = 11, f = 12 }', false],
  ['namespace x { export const rows = 13; export let at = [13]; export function f(n: any) { return n; } }', false], // prettier-ignore
  ["import * as x from 'node:path';", false],
  ["import x from 'node:path';", false],
  ["import { posix as x } from 'node:path';", false],
  ['if (true) { var x: any = { rows: 14, at: [14], f: Math.sqrt }; }', true],
  ['export const x: any = { rows: 15, at: [15], f: Math.abs };', false],
];

/** Uses of `x`; each says what it finds with `see`. */
const uses: Record<string, string> = {
  alone: 'see(typeof x, x.rows)',
  renamed: 'const { rows: n } = x; see(n)',
  nested: 'const { at: { 0: n = 5 } = [] as any } = x; see(n)',
  'a default': 'const { none: n = x } = {} as any; see(n === x)',
  'a default of a parameter': 'const f = (a = x, { b = a } = {} as any) => a === b; see(f())',
  rest: 'const { rows, ...others } = x; see(rows, Object.keys(others).sort().length)',
  'an array': 'const [n, m = x] = [x]; see(n === m)',
  shorthand: 'see(({ x }).x === x, Object.keys({ x }))',
  'a property of the name': 'const o = { x: 1, y: { x: 2 } }; see(o.x, o.y.x, o["x"])',
  'a parameter of the name': 'const f = (x: number) => ({ x }); see(f(3))',
  'a pattern with the name':
    'const f = ({ x }: any, [y = x] = [] as any[]) => [x, y]; see(f({ x: 4 }))',
  'a renamed parameter': 'class A { args = { x: 1, y: 2 }; get() { const { x: k, y } = this.args; return [k, y]; } } see(new A().get())', // prettier-ignore
  'a block of the name': '{ const x = 5; see(x); } see(x.rows)',
  'a loop over the name':
    'for (const x of [1, 2]) see(x); for (let x = 0; x < 2; x++) see(x); see(x.rows)',
  'a catch of the name': 'try { throw 6; } catch (x) { see(x); } see(x.rows)',
  'a function of the name': 'const f = function x(): any { return typeof x; }; see(f(), typeof x)',
  'a class of the name': 'const C = class x { static y = x.name; }; see(C.y, typeof x)',
  'members of the name': 'class A { x = 1; static x() { return 2; } get y() { return this.x; } } see(new A().y, A.x())', // prettier-ignore
  'an enum’s member': 'enum E { x = 7, y } see(E.x, E.y)',
  'a namespace': 'namespace N { export const y = x; } see(N.y === x)',
  'a namespace’s member': 'namespace N { export const x = 8; export const y = x; } see(N.x, N.y)',
  'a label': 'x: for (;;) { break x; } see(x.rows)',
  'a method': 'see(typeof x.f === "function" && x.f(1))',
  'a call': 'see(typeof x === "function" && !/^class/.test(String(x)) && (x as any)(2))',
  'a template': 'see(`${x.rows}`)',
  'a type of the name': 'type T = typeof x; const y: T = x; see(y === x)',
  'a computed name': 'see(({ [x.rows]: 1 }), class { static [x.rows] = 2; }[x.rows])',
  'an arrow that returns it': 'see((() => x)() === x, (() => ({ x }))().x === x)',
  'a spread': 'see([...Object(x.rows ?? "ab") instanceof Number ? [x.rows] : []], typeof { ...x })',
  'an optional chain': 'see(x?.rows, x?.at?.[0])',
  'delete, in, instanceof': 'see("rows" in Object(x), Object(x) instanceof Object)',
};

/** Those that assign. */
const assignments: Record<string, string> = {
  'an assignment': 'x = { rows: 1 }; see(x.rows)',
  'an assigning operator': 'x = 1; x += 2; x **= 2; see(x); x ??= 5; x &&= 6; see(x)',
  increments: 'x = 1; see(x++, ++x, x--, x)',
  'an array pattern': '[x] = [7]; see(x)',
  'an object pattern': '({ x } = { x: 8 } as any); see(x); ({ y: x = 9 } = {} as any); see(x)',
  'a rest pattern': '[, ...x] = [1, 2, 3]; see(x); ({ ...x } = { a: 1 }); see(x)',
  'a loop’s variable': 'for (x of [1, 2]); see(x); for (x in { a: 1 }); see(x)',
  'within a function': 'const set = (n: number) => { x = n; }; set(3); see(x)',
};

/** The values that cells see, which run one after the other as in the kernel. */
function seen(cells: readonly string[]): unknown[] {
  const values: unknown[] = [];
  const bindings = new Bindings(() => undefined);
  const known: string[] = [];
  for (const cell of cells) {
    const { source, names: declared, values: exist } = parseCell(cell);
    const bound = new Map([...exist].map((name) => [name, declared.get(name) === 'variable']));
    const used = known.filter((name) => !declared.has(name));
    evaluate(emitCell(source, used, bound).output, values, bindings);
    known.push(...declared.keys());
  }
  return values;
}

function evaluate(script: string, values: unknown[], bindings: Bindings): void {
  const runtime: Pick<CellRuntime, 'bind'> = { bind: (getters) => void bindings.bind(getters) };
  const helped = Object.keys(helpers).filter((name) => name.startsWith('__'));
  const parameters = ['exports', 'require', names.cell, names.flag, 'see', ...helped];
  const body = vm.runInThisContext(`(function (${parameters.join(', ')}) {${script}\n})`) as (
    ...args: unknown[]
  ) => void;
  body(
    {},
    (module: string) => (module === names.notebook ? bindings.values : (load(module) as unknown)),
    runtime,
    new Int32Array(2),
    (...some: unknown[]) => values.push(...some),
    ...helped.map((name) => (helpers as Record<string, unknown>)[name]),
  );
}

function inOneFile(text: string): unknown[] {
  const values: unknown[] = [];
  evaluate(emitModule('file.ts', text).output, values, new Bindings(() => undefined));
  return values;
}

describe.each(declarations)('%s', (declaration, isVariable) => {
  const cases = Object.entries({ ...uses, ...(isVariable && assignments) });
  test.each(cases)('%s', (_, use) => {
    const expected = inOneFile(`${declaration}\n${use};`);
    expect(expected.length).toBeGreaterThan(0);
    expect(seen([declaration, use])).toEqual(expected);
    // What is in between changes nothing, nor does another declaration of the name before.
    expect(seen(['const x = 0, y1 = 1;', declaration, 'const rows = 1, n = 2;', use])).toEqual(expected); // prettier-ignore
  });
});
