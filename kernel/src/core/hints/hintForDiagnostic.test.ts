import ts from 'typescript6';
import { join } from 'node:path';
import { diagnosticHints } from './diagnosticHints';
import { hintForDiagnostic } from './hintFor';
import { pythonHints } from './pythonHints';

const awaitIt = /promise.*`await`/;

const tensors =
  "import * as tf from '@tensorflow/tfjs'; const a: tf.Tensor = tf.ones([2]), b = a;\n";

/** Code, the number of what TypeScript says of it, and what the hint must speak of. */
const cases: [code: string, number: number, says: string | RegExp][] = [
  ['missing + 1', 2304, '`missing`'],
  ["import x from 'nosuch'", 2307, 'installed'],
  ["import x from './nosuch'", 2307, 'path'],
  ["const a: number = 'b'", 2322, /first type.*second/],
  ['const a: number = [1].pop()', 2322, '??'],
  ['const a: number = Promise.resolve(1)', 2322, awaitIt],
  ['Math.sin([])', 2345, /first type.*second/],
  ['Math.sin([1].pop())', 2345, '??'],
  ['Math.sin(Promise.resolve(1))', 2345, awaitIt],
  ['({ a: 1 }).b', 2339, 'Tab'],
  ['(null as { a: 1 } | null).a', 2531, '?.'],
  ['const { a } = null as { a: 1 } | null', 2339, 'Test it'],
  ['Promise.resolve([1]).length', 2339, awaitIt],
  ['const p = Promise.resolve([1]); p[0]', 7053, awaitIt],
  ['for (const x of Promise.resolve([1]));', 2488, awaitIt],
  ['Promise.resolve(1) + 1', 2365, awaitIt],
  ['if (Promise.resolve(true)) {}', 2801, awaitIt],
  ["import * as tf from '@tensorflow/tfjs'; tf.ones([1]) + 1", 2365, 'a.add(b)'],
  ["import * as tf from '@tensorflow/tfjs'; tf.ones([1]) * 2", 2362, 'a.mul(b)'],
  ["import * as tf from '@tensorflow/tfjs'; 2 * tf.ones([1])", 2363, 'a.mul(b)'],
  ["import * as tf from '@tensorflow/tfjs'; tf.ones([1]).data().length", 2339, awaitIt],
  [
    "import * as tf from '@tensorflow/tfjs'; const x: tf.Tensor = tf.ones([1]); const y: tf.Tensor4D = x",
    2322,
    '`as tf.Tensor4D`',
  ],
  [
    "import * as tf from '@tensorflow/tfjs'; const two = (x: tf.Tensor2D) => x; const x: tf.Tensor = tf.ones([1]); two(x)",
    2345,
    '`as tf.Tensor2D`',
  ],
  ['[].lenght', 2551, '`length`'],
  ['const length = 1; lenght', 2552, '`length`'],
  ['[{ a: 1 }].pop().a', 2532, '?.'],
  ['const x = [{ a: 1 }].pop(); x.a', 18048, '?.'],
  ['const x = null as { a: 1 } | null; x.a', 18047, '?.'],
  ['const x = null as { a: 1 } | null | undefined; x.a', 18049, '?.'],
  ['(null as { a: 1 } | null | undefined).a', 2533, '?.'],
  ['const x: unknown = 1; x.a', 18046, 'typeof'],
  ['Math.sin()', 2554, 'Shift-Tab'],
  ['[1].splice()', 2555, 'Shift-Tab'],
  ['const a = 1; a = 2', 2588, '`let`'],
  ['const a: { b: 1 } = {}', 2741, '`b`'],
  ['function f(a) {}', 7006, 'type'],
  ['const f = ({ a }) => a', 7031, 'type'],
  ['const a = [1, 2', 1005, 'bracket'],
  ['const a = ;', 1109, 'value is missing'],
  ["const a = 'b", 1002, 'quote'],
  ['const a = `b', 1160, 'quote'],
  ['function f() { await 1 }', 1308, '`async`'],
  ['function f(): number {}', 2355, '`return`'],
  ['function f(x: boolean): number { if (x) return 1 }', 2366, '`return`'],
  ['const a = 1; const a = 2', 2451, '`a` twice'],
  ['let a: number; a + 1', 2454, '`a`'],
  ['function f() { return this }', 2683, '`this`'],
  [`${tensors}a + b`, 2365, 'a.add(b)'],
  [`${tensors}tf.cat([a, b])`, 2551, 'tf.concat'],
  [`${tensors}a.permute([1, 0])`, 2339, 'transpose'],
  [`${tensors}a.view([3, 2])`, 2339, 'reshape'],
  [`${tensors}a.squeeze_()`, 2551, 'never change'],
  [`${tensors}tf.roll(a, 1)`, 2339, 'tf.gather'],
  [`${tensors}a.unsqueeze(0)`, 2551, 'expandDims'],
  [`${tensors}tf.arange(4)`, 2551, 'tf.range'],
  [`${tensors}a.item()`, 2339, 'dataSync'],
  [`${tensors}a.backward()`, 2339, 'variableGrads'],
  [`${tensors}a.contiguous()`, 2339, 'leave it out'],
  [`${tensors}a.expand([2])`, 2339, 'broadcastTo'],
  [`${tensors}a.repeat(2)`, 2339, 'tile'],
  [`${tensors}a.T`, 2339, 'transpose()'],
  [`${tensors}a.dim()`, 2339, 'rank'],
  [`${tensors}tf.matmul(a, b)`, 2551, 'matMul'],
  [`${tensors}a.to('x')`, 2339, 'cast'],
  [`${tensors}a.amax(0)`, 2551, 'max'],
  [`${tensors}a.chunk(2)`, 2339, 'split'],
  [`${tensors}a.clamp(0)`, 2339, 'clipByValue'],
  [`${tensors}tf.flip(a)`, 2339, 'reverse'],
  [`${tensors}tf.manual_seed(0)`, 2339, 'seed'],
  [`${tensors}[1].append(2)`, 2339, 'push'],
  [`${tensors}'a'.format(1)`, 2339, 'backticks'],
  [`${tensors}print(a)`, 2304, 'console.log'],
  [`${tensors}len([1])`, 2304, 'length'],
  [`${tensors}const n = None`, 2304, 'null'],
  [`${tensors}const t = True`, 2304, 'true'],
  [`${tensors}range(3)`, 2304, 'for (let'],
  [`${tensors}enumerate([1])`, 2304, 'entries'],
  [`${tensors}self.a`, 2304, 'this'],
  [`${tensors}torch.ones([1])`, 2304, 'tf'],
  [`${tensors}elif`, 2304, 'else if'],
  [`${tensors}a.mean(dim=0)`, 2304, '{ dim: 1 }'],
  [`${tensors}a[0]`, 7053, 'x.slice'],
  [`${tensors}[x * x for x in [1]]`, 1005, 'map'],
  [`${tensors}a[:, 0]`, 1109, 'no slices'],
  [`${tensors}const s = f"{a}"`, 1005, 'backticks'],
  [`${tensors}if (a and b) {}`, 1005, '&&'],
  [`${tensors}a @ b`, 1434, 'matMul'],
  [`${tensors}const k: [number, number] = [1, 2].map(Number)`, 2322, 'as [number, number]'],
  [`${tensors}a.mul(a.sqrt)`, 2345, '()'],
  [`${tensors}const w: tf.Tensor = (() => {})()`, 2322, '`return`'],
  [`${tensors}declare const g: tf.LayerVariable; g.mul(a)`, 2339, 'read()'],
  [`${tensors}declare const g: tf.LayerVariable; a.mul(g)`, 2345, 'read()'],
  [`${tensors}const t = t.add(1)`, 2448, 'another name'],
  ['import numpy as np', 1005, 'import *'],
  ['def f(x): return x', 1434, 'braces'],
  ['if x:', 1005, 'braces'],
  ['# a', 1127, '//'],
  ["import { C4 } from 'equivariant'; const C4 = 1", 2440, 'another name'],
  ['2 + Promise', 2365, 'none'],
  [
    '(async (p: Promise<number>): Promise<string> => { const q: Promise<string> = p })',
    2322,
    'first type',
  ],
  ['new Map<string>()', 2743, 'none'],
];

const lastLine = (code: string): string => code.split('\n').at(-1)!;

/** By code. */
let diagnostics: Map<string, readonly ts.Diagnostic[]>;

beforeAll(() => {
  diagnostics = diagnose([...new Set(cases.map(([code]) => code))]);
});

it.each(cases)('%s (%i)', (code, number, says) => {
  const found = diagnostics.get(code)!.find((diagnostic) => diagnostic.code === number);
  expect(diagnostics.get(code)!.map((diagnostic) => diagnostic.code)).toContain(number);
  const message = ts.flattenDiagnosticMessageText(found!.messageText, '\n');
  const hint = hintForDiagnostic({ code: number, message }, lastLine(code));
  if (says === 'none') expect(hint).toBeUndefined();
  else expect(hint).toMatch(says);
});

it('every pattern meets something that TypeScript really says', () => {
  const texts = [...diagnostics].flatMap(([source, all]) =>
    all.map(({ code, messageText }) => {
      const message = typeof messageText === 'string' ? messageText : messageText.messageText;
      return `${code} ${message}\n${lastLine(source)}`;
    }),
  );
  const unmet = [
    ...pythonHints.filter(({ pattern }) => !texts.some((text) => pattern.test(text))),
    ...diagnosticHints.filter(
      ({ pattern }) => !texts.some((text) => pattern.test(text.split('\n')[0]!)),
    ),
  ];
  expect(unmet).toEqual([]);
});

/** What TypeScript says of each of these, as modules of one program. */
function diagnose(codes: readonly string[]): Map<string, readonly ts.Diagnostic[]> {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2023.d.ts'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const sources = new Map(codes.map((code, at) => [join(__dirname, `cell${at}.ts`), code]));
  const host = ts.createCompilerHost(options);
  const withCells: ts.CompilerHost = {
    ...host,
    fileExists: (file) => sources.has(file) || host.fileExists(file),
    getSourceFile: (file, ...rest) => {
      const code = sources.get(file);
      if (code === undefined) return host.getSourceFile(file, ...rest);
      return ts.createSourceFile(file, `${code}\nexport {};`, ts.ScriptTarget.ES2022);
    },
  };
  const program = ts.createProgram([...sources.keys()], options, withCells);
  return new Map(
    [...sources].map(([file, code]) => {
      const source = program.getSourceFile(file)!;
      const syntax = program.getSyntacticDiagnostics(source);
      return [code, [...syntax, ...program.getSemanticDiagnostics(source)]];
    }),
  );
}
