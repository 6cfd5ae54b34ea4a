import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { commandOf, present, type KernelName } from 'course-bench/kernels';
import { nbconvertTs } from './clients/nbconvertTs';
import type { ClientCell, ClientNotebook } from './ClientCell';
import type { ClientKernel } from './ClientKernel';
import { judgeOwn, judgeTwin } from './judge';
import { judgeStop } from './judgeStop';
import { folder } from './notebookFile';
import { kinds, notebooks } from './notebooks';

/*
 * What four kernels do of the cells that the clients run, and of Jupyter's tests of a kernel:
 * `npm run kernel-table`. It is no part of the tests: the other kernels are as they are.
 */

const root = resolve(__dirname, '../..');
const names = present('ours', 'tslab', 'deno', 'ipykernel');
/** Rows: for each kernel, what it does as a student must see it, of how much. */
const rows = new Map<string, Partial<Record<KernelName, string>>>();
/** A notebook for each kind of cells, since a kernel that ends runs no more; all use the first. */
const parts: readonly ClientNotebook[] = [
  ...Object.entries(kinds).map(([name, cells]) => ({
    name,
    cells: [...new Set([...Object.values(kinds)[0]!, ...cells])],
  })),
  ...notebooks.slice(1),
];
/** Where Jupyter finds those kernels that are not installed. */
const share = mkdtempSync(join(tmpdir(), 'kernels-'));

afterAll(() => {
  for (const path of [share, folder]) rmSync(path, { recursive: true, force: true });
  const lines = [...rows].map(([row, of]) => [row, ...names.map((name) => of[name] ?? '–')]);
  const table = [['', ...names], ['', ...names].map(() => '---'), ...lines];
  console.log(table.map((line) => `| ${line.join(' | ')} |`).join('\n'));
});

test.each(names)(
  'the cells, in %s',
  async (name) => {
    mkdirSync(folder, { recursive: true });
    const language = name === 'ipykernel' ? 'python' : 'typescript';
    const kernel: ClientKernel = { name, language, spec: commandOf(name).spec };
    for (const notebook of parts) await runNotebook(notebook, name, kernel);
  },
  1_800_000,
);

async function runNotebook(
  notebook: ClientNotebook,
  name: KernelName,
  kernel: ClientKernel,
): Promise<void> {
  const run = await nbconvertTs.run(notebook, kernel);
  const isTwin = kernel.language === 'python';
  if (notebook.stopsOnError) {
    const isGood = judgeStop(notebook, run, isTwin ? 'kinds' : 'exact').length === 0;
    return count(`stops at an error: ${notebook.name}`, name, Number(isGood), 1);
  }
  const judge = isTwin ? judgeTwin : judgeOwn;
  const isGood = (cell: ClientCell): boolean =>
    judge(cell, nbconvertTs.name, run.cells![notebook.cells.indexOf(cell)]!).length === 0;
  const cells = kinds[notebook.name] ?? notebook.cells;
  count(notebook.name, name, cells.filter(isGood).length, cells.length);
}

const conformance = join(root, 'kernel/conformance');

test.each(names.filter((name) => name !== 'ipykernel'))(
  'the tests of a kernel, in %s',
  async (name) => {
    const { argv, displayName: display_name, language, interruptMode } = commandOf(name).spec;
    const spec = { argv, display_name, language, interrupt_mode: interruptMode };
    mkdirSync(join(share, 'kernels', name), { recursive: true });
    writeFileSync(join(share, 'kernels', name, 'kernel.json'), JSON.stringify(spec));
    for (const file of readdirSync(conformance).filter((file) => file.startsWith('test_'))) {
      const program = join(root, 'setup/conformance.mjs');
      const tests = spawn(process.execPath, [program, '-v', basename(file, '.py')], {
        env: { ...process.env, COURSE_KERNEL: name, COURSE_PATIENCE: '10', JUPYTER_PATH: share },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const said = await text(tests.stderr);
      const number = (pattern: RegExp): number => Number(pattern.exec(said)?.[1] ?? 0);
      const passed = said.match(/(^|\.\.\. )ok$/gm)?.length ?? 0;
      const all = number(/^Ran (\d+) tests?/m) - number(/skipped=(\d+)/);
      count(`Jupyter: ${basename(file, '.py')}`, name, passed, all);
    }
  },
  1_800_000,
);

/** Notes a row's entry; where a kernel ends too early, the tests are as many as ours has run. */
function count(row: string, name: KernelName, good: number, tried: number): void {
  const all = rows.get(row)?.ours?.replace(/.* /, '') ?? tried;
  rows.set(row, { ...rows.get(row), [name]: `${good} of ${all}` });
  if (name === 'ours') expect([row, good]).toEqual([row, all]);
}
