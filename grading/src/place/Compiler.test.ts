import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxed } from '../sandbox/sandboxed';
import { testInSandbox } from '../testSupport/testInSandbox';
import { kernelProgram } from './coursePlace';
import type { CompiledSource } from './hidden';
import { Places } from './Places';

jest.setTimeout(120_000);

const places = new Places();
afterAll(() => places.remove());

const given = ['const a = 1;'];
const messages = (cells: readonly CompiledSource[]): unknown[] =>
  cells.map(({ compiled }) =>
    (compiled as { diagnostics: { message: string }[] }).diagnostics.map(({ message }) => message),
  );

testInSandbox('answers are compiled after what is given, each for itself', async () => {
  const compiler = await places.compilerOf('1');
  const [one, other] = await Promise.all([
    compiler.compile(given, ['const b: number = a;', 'const c: string = b;']),
    compiler.compile(given, ['const c = b;']),
  ]);
  expect(one.cells.map(({ source }) => source)).toEqual([
    'const b: number = a;',
    'const c: string = b;',
  ]);
  expect(messages(one.given)).toEqual([[]]);
  expect(messages(one.cells)).toEqual([[], ["Type 'number' is not assignable to type 'string'."]]);
  expect(messages(other.cells)).toEqual([["Cannot find name 'b'."]]);
});

testInSandbox('what is a module stays with its kernel', async () => {
  const compiler = await places.compilerOf('1');
  const cell = '/** @module equivariant */ export const C4 = 7;';
  expect(await compiler.compile(given, [cell])).toEqual({
    given: given.map((source) => ({ source })),
    cells: [{ source: cell }],
  });
  const after = await compiler.compile([], ["import { C4 } from 'equivariant'; C4.order;"]);
  expect(messages(after.cells)).toEqual([[]]);
});

testInSandbox('a source that breaks the compiler is left to its kernel', async () => {
  const compiler = await places.compilerOf('1');
  const deep = `const x = ${'('.repeat(100_000)}1${')'.repeat(100_000)};`;
  expect((await compiler.compile(given, [deep])).cells).toEqual([{ source: deep }]);
  expect(messages((await compiler.compile(given, ['a;'])).cells)).toEqual([[]]);
});

testInSandbox(
  'types that double at every step are compiled, long sources are left to their kernel',
  async () => {
    const compiler = await places.compilerOf('1');
    const doubling = Array.from(
      { length: 40 },
      (_, i) => `const a${i + 1} = { p: a${i}, q: a${i} };`,
    ).join('\n');
    const { cells } = await compiler.compile([], [`const a0 = { x: 1 };\n${doubling}`]);
    expect(messages(cells)).toEqual([[]]);
    const long = `const data = [${'7, '.repeat(100_000)}];`;
    expect((await compiler.compile([], [long])).cells).toEqual([{ source: long }]);
  },
);

testInSandbox('it finds nothing that the answers’ sandbox does not show', async () => {
  const compiler = await places.compilerOf('1');
  const { cells } = await compiler.compile(
    [],
    ["import * as judge from '/course/course/src/judge';", "import * as a from '../grading';"],
  );
  for (const found of messages(cells)) expect(String(found)).toMatch(/Cannot find module/);
});

testInSandbox(
  'its TypeScript is the one in JavaScript, since no process starts there',
  async () => {
    const { root, mounts } = await places.of('1');
    const scratch = mkdtempSync(join(tmpdir(), 'compiler-'));
    const [program, ...args] = sandboxed(
      [process.execPath, kernelProgram(root, 'compile-server')],
      {
        scratch,
        cwd: `${root}/notebooks`,
        env: {},
        limits: {
          cpuSeconds: 60,
          wallSeconds: 60,
          memoryBytes: 2 ** 32,
          fileBytes: 2 ** 20,
          tmpBytes: 2 ** 20,
        },
        readable: [...mounts],
        writable: [],
      },
    );
    const { stderr } = spawnSync(program!, args, { input: '', encoding: 'utf8' });
    rmSync(scratch, { recursive: true });
    expect(stderr).toMatch(/spawn EPERM\n.*TypeScript 6[.\d]* \(in JavaScript\)/);
  },
);
