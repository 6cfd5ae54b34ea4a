import ts from 'typescript6';
import { join } from 'node:path';
import { diagnosticHints } from './diagnosticHints';
import { hintForDiagnostic } from './hintFor';

const awaitIt = /promise.*`await`/;

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
  ['2 + Promise', 2365, 'none'],
  [
    '(async (p: Promise<number>): Promise<string> => { const q: Promise<string> = p })',
    2322,
    'first type',
  ],
  ['new Map<string>()', 2743, 'none'],
];

/** By code. */
let diagnostics: Map<string, readonly ts.Diagnostic[]>;

beforeAll(() => {
  diagnostics = diagnose([...new Set(cases.map(([code]) => code))]);
});

it.each(cases)('%s (%i)', (code, number, says) => {
  const found = diagnostics.get(code)!.find((diagnostic) => diagnostic.code === number);
  expect(diagnostics.get(code)!.map((diagnostic) => diagnostic.code)).toContain(number);
  const message = ts.flattenDiagnosticMessageText(found!.messageText, '\n');
  const hint = hintForDiagnostic({ code: number, message });
  if (says === 'none') expect(hint).toBeUndefined();
  else expect(hint).toMatch(says);
});

it('every pattern meets something that TypeScript really says', () => {
  const texts = [...diagnostics.values()].flat().map(({ code, messageText }) => {
    const message = typeof messageText === 'string' ? messageText : messageText.messageText;
    return `${code} ${message}`;
  });
  const unmet = diagnosticHints.filter(({ pattern }) => !texts.some((text) => pattern.test(text)));
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
      return ts.createSourceFile(file, `export {}; ${code}`, ts.ScriptTarget.ES2022);
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
