import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { executeNotebook, type ExecutionResult } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';

const root = resolve(__dirname, '../..');
const cwd = join(root, 'notebooks');

/**
 * Cells of every kind for a compiler: some fail, some are refused, and later ones build on all of
 * them.
 */
const cells = [
  "import * as path from 'node:path';\nconst a = 2, list = [a, a];\nlet count = 0;",
  '({ a, list, sep: path.sep })',
  'function half(n: number): number {\n  if (n % 2) throw new RangeError(`odd: ${n}`);\n  return n / 2;\n}\nhalf(a)',
  '\n\ncount += half(3);',
  'const o = { count, a }; o.count = await Promise.resolve(5);\no',
  "const wrong: string = a;\nconst alsoWrong: number = 'x';",
  'wrong',
  'export const shown = `${a}`; shown',
  'export default a;',
  'const __mine = 1;',
  "const early = 7;\nif (early > 0) throw new TypeError('after a declaration');\nconst late = 8;",
  'early',
  'class Box<T> { constructor(readonly value: T) {} }\ninterface Named { name: string }\nconst box = new Box<Named>({ name: `n${count}` });\nbox.value.name',
  '',
  '%nothing',
  'for (const n of [1, 2]) console.log(n);\nawait (async () => { await null; throw new Error("from within"); })();',
];

/** Compiles them as somebody does who has no kernel yet. */
async function compile(given: string[], more: string[]): Promise<unknown[]> {
  const server = spawn(process.execPath, [require.resolve('typescript-kernel/compile-server')], {
    cwd,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // Whatever was asked before must not matter.
  for (const asked of [
    { given: [], cells: ['const a = "other"; declare global { interface Array<T> { mine: T } }'] },
    { given, cells: more },
  ]) {
    server.stdin.write(`${Buffer.from(JSON.stringify(asked)).toString('base64')}\n`);
  }
  server.stdin.end();
  let text = '';
  for await (const part of server.stdout) text += String(part);
  const answers = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(Buffer.from(line, 'base64').toString()) as Record<string, unknown[]>);
  expect(answers).toHaveLength(2);
  return [...answers[1]!.given!, ...answers[1]!.cells!];
}

function run(compiled?: unknown[]): Promise<ExecutionResult> {
  const program = require.resolve('typescript-kernel/main');
  return executeNotebook(codeNotebook('typescript', cells), {
    kernelspec: {
      name: 'typescript',
      displayName: 'TypeScript',
      language: 'typescript',
      directory: join(root, 'kernel'),
      env: {},
      interruptMode: 'message',
      argv: [
        process.execPath,
        program,
        '{connection_file}',
        ...(compiled ? ['--compiled-cells'] : []),
      ],
    },
    cwd,
    allowErrors: true,
    ...(compiled && { requestMetadata: (index) => ({ compiled: compiled[index] }) }),
  });
}

const seen = ({ notebook, cells: results }: ExecutionResult): unknown => [
  results.map(({ status, ename, evalue }) => [status, ename, evalue]),
  notebook.cells.map((cell) => (cell.cell_type === 'code' ? cell.outputs : [])),
];

test('precompiled cells give exactly the same output as other cells', async () => {
  const compiled = await compile(cells.slice(0, 3), cells.slice(3));
  const plain = await run();
  expect(plain.cells.map(({ status }) => status)).toContain('error');
  expect(seen(await run(compiled))).toEqual(seen(plain));
});

test('the kernel compiles a cell that is not precompiled, with the declarations of the others', async () => {
  const compiled = await compile(cells.slice(0, 3), cells.slice(3));
  compiled[4] = undefined;
  compiled[12] = undefined;
  expect(seen(await run(compiled))).toEqual(seen(await run()));
});

test('invalid metadata of a precompiled cell is refused', async () => {
  const { cells: results } = await run(cells.map(() => ({ output: 'a' })));
  expect(results[0]).toMatchObject({
    status: 'error',
    evalue: 'The metadata "compiled" of a request must be what this kernel’s compiler has made.',
  });
});
