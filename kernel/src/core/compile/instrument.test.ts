import { join } from 'node:path';
import vm from 'node:vm';
import { emitCell, emitModule } from './emit';
import { names, type CellRuntime, type Getters } from './names';
import { parseCell } from './parseCell';

/** With or without what the kernel adds. */
function compile(source: string, instrumented: boolean): { script: string; awaits: boolean } {
  if (!instrumented) return { script: emitModule('cell.ts', source).output, awaits: false };
  const { names: declared, values } = parseCell(source);
  const bound = new Map([...values].map((name) => [name, declared.get(name) === 'variable']));
  const { output, awaits } = emitCell(
    source,
    ['f', 'g', 'o'].filter((name) => !declared.has(name)),
    bound,
  );
  return { script: output, awaits };
}

interface Run {
  result: unknown;
  bound: Getters;
  guards: number;
  resumes: number;
}

/** Runs a cell with a runtime of the test's own. */
async function run(
  modules: string,
  options: { guarded?: boolean; interrupted?: boolean } = {},
): Promise<Run> {
  const { script } = compile(modules, true);
  const seen: Run = { result: undefined, bound: {}, guards: 0, resumes: 0 };
  const runtime: CellRuntime = {
    bind: (getters) => void (seen.bound = getters),
    resumed: (value) => {
      seen.resumes++;
      return value;
    },
    guard: (call) => {
      seen.guards++;
      return call();
    },
    import: (module) => Promise.resolve(module),
    meta: { url: 'file:///notebook.ts' },
  };
  const head = `(async function (exports, require, ${names.cell}, ${names.flag}, ${names.stop}) {`;
  const body = vm.runInThisContext(`${head}${script}\n})`) as (...args: unknown[]) => Promise<void>;
  const cellExports: Record<string, unknown> = {};
  const stop = (): never => {
    throw new Error('stopped');
  };
  const flag = Int32Array.of(
    Number(options.interrupted ?? false),
    Number(options.guarded ?? false),
  );
  await body(cellExports, require, runtime, flag, stop);
  seen.result = seen.bound.value?.[0]();
  return seen;
}

async function runPlain(modules: string): Promise<unknown> {
  const { script } = compile(modules, false);
  const body = vm.runInThisContext(`(async function (exports, require) {${script}\n})`) as (
    ...args: unknown[]
  ) => Promise<void>;
  const cellExports: Record<string, unknown> = {};
  await body(cellExports, require);
  return cellExports.value;
}

/** Programs that leave their result in `value`; each has loops of another kind. */
const programs = {
  'a loop without a block':
    'let s = 0; for (let i = 0; i < 5; i++) s += i; export const value = s;',
  'continue, break and labels': `const out = [];
    outer: for (let i = 0; i < 5; i++) {
      if (i === 1) continue;
      for (const j of [0, 1, 2, 3]) {
        if (j === 2) continue outer;
        if (i === 4) break outer;
        out.push([i, j]);
      }
    }
    export const value = out;`,
  'closures over loop variables': `const fs = [];
    for (let i = 0; i < 3; i++) fs.push(() => i++);
    export const value = fs.map((f) => [f(), f()]);`,
  'while, do and for-in': `let n = 3; const out = [];
    while (n > 0) { n--; if (n === 1) continue; out.push(n); }
    do n++; while (n < 4);
    for (const key in { a: 1, b: 2 }) out.push(key, n);
    export const value = out;`,
  'a dangling else': `const out = [];
    for (let i = 0; i < 3; i++) if (i) for (let j = 0; j < 2; j++) if (j) out.push(i); else out.push('x'); else out.push('y');
    export const value = out;`,
  'var in loops and switch in a loop': `for (var i = 0, t = ''; i < 4; i++) { switch (i) { case 1: continue; case 3: break; default: t += i; } }
    export const value = [i, t];`,
  'functions with loops in loops': `function f(n) { let s = 0; for (let i = 0; i < n; i++) { const g = (m) => { let p = 1; for (let k = 1; k <= m; k++) p *= k; return p; }; s += g(i); } return s; }
    export const value = f(6);`,
  'a return from a loop, and finally': `const out = [];
    function find(xs) { for (const x of xs) { try { if (x > 2) return x; } finally { out.push(x); } } return -1; }
    export const value = [find([1, 2, 3, 4]), out];`,
  generators: `function* count(n) { for (let i = 0; i < n; i++) { const jump = yield i; if (jump) i += jump; } }
    const it = count(9); export const value = [it.next().value, it.next(3).value, [...it]];`,
  'async loops and for await': `async function* twice(xs) { for (const x of xs) { await null; yield x; yield x; } }
    const out = []; for await (const x of twice([1, 2])) { for (let i = 0; i < x; i++) out.push(x); }
    export const value = out;`,
  'classes with loops in methods, fields and static blocks': `class A { xs = (() => { const a = []; for (let i = 0; i < 2; i++) a.push(i); return a; })();
      static total = 0; static { for (let i = 0; i < 4; i++) A.total += i; } }
    export const value = [new A().xs, A.total];`,
  'await in every place': `const id = async (x) => x;
    const a = await id(1), { b, c = await id(3) } = await id({ b: 2 });
    if (await id(true)) { for (let i = 0; i < 2; i++) await id(i); }
    const f = async () => [await id(4), ...(await id([5]))];
    export const value = [a, b, c, await (f())];`,
  'this and arguments': `function f() { const out = []; for (let i = 0; i < arguments.length; i++) out.push(arguments[i], this.x); return out; }
    export const value = f.call({ x: 7 }, 1, 2);`,
};

describe.each(Object.entries(programs))('%s', (_, program) => {
  test.each([true, false])('means what it meant (guarded: %s)', async (guarded) => {
    const expected = await runPlain(program);
    expect(expected).toBeDefined();
    expect((await run(program, { guarded })).result).toEqual(expected);
  });
});

describe('checks', () => {
  const loops = {
    for: 'for (;;) {}',
    while: 'while (true);',
    continue: 'let n = 0; while (true) { if (n >= 0) continue; n++; }',
    labels: 'outer: for (;;) { for (;;) { continue outer; } }',
    do: 'do {} while (true);',
    'for-of': 'for (const x of (function* () { for (;;) yield 1; })()) {}',
    'a loop in a function': 'const f = () => { for (;;) {} }; f();',
    'a loop in a loop': 'for (let i = 0; i < 1; i++) for (;;) {}',
    'an async loop': 'for (;;) { await null; }',
    'for await': 'for await (const x of (async function* () { for (;;) yield 1; })()) {}',
  };
  test.each(Object.entries(loops))('%s stops when the flag is set', async (_, loop) => {
    await expect(run(loop, { interrupted: true })).rejects.toThrow('stopped');
  });

  test('where a signal stops the code, a loop is not slowed down', async () => {
    const program =
      'let n = 0; for (; n < 3; n++) for (let j = 0; j < 3; j++) {} export const value = n;';
    expect((await run(program, { guarded: true, interrupted: true })).result).toBe(3);
  });

  test('copies of loops do not grow without bounds', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'f();' : `for (;;) { [1].map(() => { ${nested(depth - 1)} }); }`;
    const size = (depth: number): number => compile(nested(depth), true).script.length;
    expect(size(8) - size(7)).toBeLessThan(2 * (size(6) - size(5)));
  });
});

describe('names', () => {
  test('every name of the cell is bound, not copied', async () => {
    const { bound } = await run(
      `let n = 1; const { a: [c], ...d } = { a: [2], e: 3 }; var v; function inc() { return ++n; } class K {}
       export { n, c, d, v, inc, K };`,
    );
    expect(Object.keys(bound).sort()).toEqual(['K', 'c', 'd', 'inc', 'n', 'v']);
    const [get, set] = bound.n!;
    set?.(10);
    expect([(bound.inc![0]() as () => number)(), get()]).toEqual([11, 11]);
  });

  test('only what may be assigned has a setter', async () => {
    const { bound } = await run(
      'let a; var b; const c = 1; function f() {} class K {} export { a, b, c, f, K };',
    );
    const writable = Object.keys(bound).filter((name) => bound[name]!.length === 2);
    expect(writable.sort()).toEqual(['a', 'b']);
  });

  test('imports are bound as they are too', async () => {
    const { bound } = await run(
      "import { join as put, type ParsedPath } from 'node:path'; import type { Stats } from 'node:fs';",
    );
    expect(Object.keys(bound)).toEqual(['put']);
    expect(bound.put![0]()).toBe(join);
  });
});

test('a function of an earlier cell is called without a `this`', () => {
  const { script } = compile('f(g(1), o.m());', true);
  expect(script).toMatch(/\(0, (\w+)\.f\)\(\(0, \1\.g\)\(1\), \1\.o\.m\(\)\)/);
});

describe('awaits', () => {
  test('a cell awaits if it does so outside of its functions', () => {
    const awaits = (cell: string): boolean => compile(cell, true).awaits;
    expect(awaits('await (x);')).toBe(true);
    expect(awaits('for await (const x of y) {}')).toBe(true);
    expect(awaits('if (a) { const b = [await c]; }')).toBe(true);
    expect(awaits('async () => { await x; }')).toBe(false);
    expect(awaits('f();')).toBe(false);
  });

  test('every await is looked at when it goes on', async () => {
    const program = 'const f = async () => { await 1; await 2; }; await f(); await 3;';
    expect((await run(program)).resumes).toBe(4);
  });

  test('statements of a cell that awaits are guarded, those of another are not', async () => {
    const statements = 'const a = f(); f(); for (const x of [1]) f(); function f() { return 1; }';
    expect((await run(`await null; ${statements}`)).guards).toBe(3);
    expect((await run(statements)).guards).toBe(0);
  });
});
