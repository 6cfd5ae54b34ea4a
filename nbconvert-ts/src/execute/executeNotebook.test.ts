import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CodeCell } from '../format/notebook';
import {
  codeNotebook,
  installKernel,
  isRunning,
  printed,
  pythonKernelPaths,
  tslabKernelPaths,
} from '../testSupport/kernels';
import { executeNotebook, openKernel } from './executeNotebook';
import type { CellResult, ExecuteOptions, ExecutionResult } from './ExecuteOptions';
import { findKernelspec, kernelPaths, readKernelspec, type Kernelspec } from './kernelspec';

const python3 = (): Kernelspec => findKernelspec('python3', pythonKernelPaths());
const runPythonCells = (
  cells: Parameters<typeof codeNotebook>[1],
  options: ExecuteOptions = {},
): Promise<ExecutionResult> =>
  executeNotebook(codeNotebook('python3', cells), { kernelspec: python3(), ...options });
const runTypeScript = (cells: string[], options: ExecuteOptions = {}): Promise<ExecutionResult> =>
  executeNotebook(codeNotebook('tslab', cells), { kernelPaths: tslabKernelPaths(), ...options });
const statuses = ({ cells }: ExecutionResult): string[] => cells.map(({ status }) => status);
async function ended(pid: number): Promise<boolean> {
  for (let i = 0; i < 50 && isRunning(pid); i++) await sleep(100);
  return !isRunning(pid);
}

test('a kernel that stays knows what earlier notebooks have declared', async () => {
  const kernel = await openKernel(python3());
  try {
    await kernel.execute(codeNotebook('python3', ['a = 20']));
    const { notebook, ok } = await kernel.execute(codeNotebook('python3', ['print(a + 1)']));
    expect([ok, printed(notebook.cells[0])]).toEqual([true, '21\n']);
  } finally {
    await kernel.stop();
  }
});

describe('executeNotebook with tslab', () => {
  it('runs TypeScript', async () => {
    const result = await runTypeScript(['const a: number = 20;', 'console.log(a + 1)']);
    expect(result.ok).toBe(true);
    expect(statuses(result)).toEqual(['ok', 'ok']);
    expect(printed(result.notebook.cells[1])).toBe('21\n');
    expect((result.notebook.cells[1] as CodeCell).execution_count).toBe(2);
  });

  it('stops at a failing cell, which tslab replies to without a name', async () => {
    const result = await runTypeScript(['throw new Error("x")', 'console.log("never")']);
    expect(result.ok).toBe(false);
    expect(statuses(result)).toEqual(['error', 'skipped']);
    expect(result.cells[0]).not.toHaveProperty('ename');
    expect(printed(result.notebook.cells[1])).toBe('');
  });

  it('tells cells that tslab did not run from good ones, and a cell that only wrote to stderr from a failed one', async () => {
    const result = await runTypeScript(
      ['console.error("only a warning")', 'const x: string = 1;', 'console.log("not run")'],
      { allowErrors: true },
    );
    expect(statuses(result)).toEqual(['ok', 'error', 'aborted']);
    expect(result.ok).toBe(false);
    expect(printed(result.notebook.cells[2])).toBe('');
  });

  it('tells a kernel that ends without a word, and skips what follows', async () => {
    const result = await runTypeScript(['process.exit(0)', '1'], { allowErrors: true });
    expect(statuses(result)).toEqual(['dead', 'skipped']);
    expect(result.cells[0]?.message).toBe('the kernel exited with code 0');
  });

  it('interrupts a cell that takes too long', async () => {
    const result = await runTypeScript(['1;', 'while (true) {}', '2;'], { cellTimeoutMs: 5000 });
    expect(statuses(result)).toEqual(['ok', 'timeout', 'skipped']);
    expect(result.cells[1]?.message).toBe(
      "the cell's limit of 5 s was over: the cell was interrupted",
    );
  });
});

describe('executeNotebook with ipykernel', () => {
  it('goes on after errors when it is told to, and after a cell that is tagged to raise', async () => {
    const raising = { source: '1/0', tags: ['raises-exception'] };
    const tagged = await runPythonCells([raising, '2']);
    expect(statuses(tagged)).toEqual(['error', 'ok']);
    expect(tagged.ok).toBe(true);
    const allowed = await runPythonCells(['1/0', '2'], { allowErrors: true });
    expect(statuses(allowed)).toEqual(['error', 'ok']);
    expect(allowed.ok).toBe(false);
    expect(allowed.cells[0]).toMatchObject({
      ename: 'ZeroDivisionError',
      evalue: 'division by zero',
      expected: false,
    });
  });

  it.each(['signal', 'message'] as const)(
    'interrupts by %s, and can go on',
    async (interruptMode) => {
      const result = await runPythonCells(
        ['import time\nprint("begun", flush=True)\ntime.sleep(60)', 'print("next")'],
        {
          kernelspec: { ...python3(), interruptMode },
          cellTimeoutMs: 3000,
          allowErrors: true,
        },
      );
      expect(statuses(result)).toEqual(['timeout', 'ok']);
      expect(result.cells[0]?.ename).toBe('KeyboardInterrupt');
      expect(printed(result.notebook.cells[0])).toBe('begun\n');
      expect(printed(result.notebook.cells[1])).toBe('next\n');
    },
  );

  it('kills a kernel that does not stop, and keeps what it had put out', async () => {
    const stubborn =
      'import signal, os\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint(os.getpid(), flush=True)\nwhile True: pass';
    const result = await runPythonCells([stubborn, '2'], {
      cellTimeoutMs: 3000,
      interruptGraceMs: 500,
      allowErrors: true,
    });
    expect(statuses(result)).toEqual(['timeout', 'skipped']);
    expect(result.cells[0]?.message).toContain('did not stop when it was interrupted');
    expect(await ended(Number(printed(result.notebook.cells[0])))).toBe(true);
  });

  it('limits the whole notebook', async () => {
    const result = await runPythonCells(['import time', 'time.sleep(60)', '3'], {
      totalTimeoutMs: 4000,
      cellTimeoutMs: 30_000,
      allowErrors: true,
    });
    expect(statuses(result)).toEqual(['ok', 'timeout', 'skipped']);
    expect(result.cells[1]?.message).toContain("the notebook's limit of 4 s");
  });

  it('tells by which signal a kernel ended', async () => {
    const result = await runPythonCells([
      'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)',
      '1',
    ]);
    expect(statuses(result)).toEqual(['dead', 'skipped']);
    expect(result.cells[0]?.message).toContain('the kernel was ended by SIGKILL');
  });

  it('leaves nothing running that the notebook started', async () => {
    const result = await runPythonCells([
      'import subprocess, os\nprint(subprocess.Popen(["sleep", "600"]).pid, os.getpid())',
    ]);
    const pids = printed(result.notebook.cells[0]).trim().split(' ').map(Number);
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await ended(pid)).toBe(true);
  });

  it('gives the kernel its folder and its variables', async () => {
    const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'cwd-')));
    const kernelspec = { ...python3(), env: { FROM_SPEC: '{resource_dir}|${HOME}', BOTH: 'spec' } };
    const result = await runPythonCells(
      ['import os\nprint(os.getcwd(), os.environ["FROM_SPEC"], os.environ["BOTH"])'],
      {
        kernelspec,
        cwd,
        env: { BOTH: 'option' },
      },
    );
    expect(printed(result.notebook.cells[0])).toBe(
      `${cwd} ${kernelspec.directory}|${process.env.HOME} option\n`,
    );
  });

  it('caps the outputs of a flood, and still hears the end of the cell', async () => {
    const flood =
      'from IPython.display import display\nfor i in range(5000): display(i)\nprint("end")';
    const result = await runPythonCells([flood, 'print("next")'], { maxOutputBytes: 10_000 });
    expect(statuses(result)).toEqual(['ok', 'ok']);
    expect(result.cells.map(({ truncated }) => truncated)).toEqual([true, false]);
    const { outputs } = result.notebook.cells[0] as CodeCell;
    expect(outputs.length).toBeGreaterThan(10);
    expect(outputs.length).toBeLessThan(500);
    expect(outputs.at(-1)).toMatchObject({
      name: 'stderr',
      text: '[more than 10000 bytes of output: the rest is left out]\n',
    });
  });

  it('tells progress while it runs, and leaves the given notebook alone', async () => {
    const notebook = codeNotebook('python3', ['print("a")', '  \n', '1/0', '3']);
    (notebook.cells[3] as CodeCell).outputs = [
      { output_type: 'stream', name: 'stdout', text: 'old' },
    ];
    const before = structuredClone(notebook);
    const events: unknown[] = [];
    const { notebook: executed } = await executeNotebook(notebook, {
      kernelspec: python3(),
      onCellStart: ({ index, position, total }) => events.push(['start', index, position, total]),
      onOutput: ({ index, output, update }) => events.push([output.output_type, index, update]),
      onCellEnd: ({ index, status }: CellResult) => events.push([status, index]),
    });
    expect(events).toEqual([
      ['start', 0, 0, 3],
      ['stream', 0, false],
      ['ok', 0],
      ['start', 2, 1, 3],
      ['error', 2, false],
      ['error', 2],
      ['skipped', 3],
    ]);
    expect(notebook).toEqual(before);
    expect((executed.cells[3] as CodeCell).outputs).toEqual([]);
  });

  it('passes on the error of a callback, and ends the kernel', async () => {
    let pid = 0;
    const run = runPythonCells(['import os; print(os.getpid())'], {
      onOutput: ({ output }) => {
        if (output.output_type === 'stream') pid = Number(output.text);
        throw new Error('from the callback');
      },
    });
    await expect(run).rejects.toThrow('from the callback');
    expect(await ended(pid)).toBe(true);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'takes the kernel along when this process gets %s',
    async (signal) => {
      const program = `const { executeNotebook } = require(${JSON.stringify(resolve(__dirname, '../../dist'))});
      void executeNotebook(${JSON.stringify(codeNotebook('python3', ['import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(600)']))}, {
        kernelspec: ${JSON.stringify(python3())},
        onOutput: ({ output }) => console.log(output.text),
      });`;
      const child = spawn(process.execPath, ['-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = new Promise<string | null>((done) => child.once('exit', (_, by) => done(by)));
      const pid = await new Promise<number>((done) =>
        child.stdout.once('data', (data) => done(Number(String(data)))),
      );
      expect(isRunning(pid)).toBe(true);
      child.kill(signal);
      expect(await exit).toBe(signal);
      expect(await ended(pid)).toBe(true);
    },
  );
});

describe('a kernel that does not start', () => {
  const start = (argv: string[], options: ExecuteOptions = {}): Promise<ExecutionResult> =>
    executeNotebook(codeNotebook('broken', ['1']), {
      kernelPaths: [installKernel('broken', { argv })],
      ...options,
    });

  it('is told with its last words', async () => {
    const argv = [process.execPath, '-e', 'console.error("no module named x"); process.exit(4)'];
    await expect(start(argv)).rejects.toThrow(
      'The kernel "broken" did not start: the kernel exited with code 4\nno module named x',
    );
  });

  it('is told when its program is missing', async () => {
    await expect(start(['/no/such/program'])).rejects.toThrow(
      /could not be started\n.*\/no\/such\/program/,
    );
  });

  it('is told when it does not answer, and is ended', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pid-')), 'pid');
    const argv = [
      process.execPath,
      '-e',
      `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => 0, 1000)`,
    ];
    await expect(start(argv, { startTimeoutMs: 4000 })).rejects.toThrow(
      'it did not answer within 4 s',
    );
    expect(await ended(Number(readFileSync(file, 'utf8')))).toBe(true);
  });

  it('is told when it is not installed, and where it was looked for', async () => {
    const paths = kernelPaths({ JUPYTER_PATH: '/jupyter', VIRTUAL_ENV: '/venv' }, ['/prefix']);
    const looked = [
      '/prefix/share/jupyter/kernels',
      '/jupyter/kernels',
      '/venv/share/jupyter/kernels',
    ];
    expect(paths).toEqual(looked);
    const run = executeNotebook(codeNotebook('nothing', ['1']), { kernelPaths: paths });
    await expect(run).rejects.toThrow(
      `No kernel "nothing" is installed; looked in\n  ${looked.join('\n  ')}`,
    );
  });

  it.each([
    [{ argv: 'node' }, '"argv" must be a list of strings'],
    [{ argv: [] }, '"argv" must be a list of strings'],
    [{ argv: ['x'], env: { A: 1 } }, '"env" must be an object of strings'],
    [{}, '"argv" must be a list of strings'],
  ])('is told when its description is %j', (spec, message) => {
    const folder = join(installKernel('bad', spec), 'bad');
    expect(() => readKernelspec(folder)).toThrow(message);
    expect(() => readKernelspec(folder)).toThrow(folder);
  });

  it('is described by defaults where its description says nothing, or nonsense', () => {
    const spec = { argv: ['x'], display_name: 1, language: undefined, interrupt_mode: 'odd' };
    const folder = join(installKernel('plain', spec), 'plain');
    expect(readKernelspec(folder)).toEqual({
      name: 'plain',
      directory: folder,
      displayName: 'plain',
      language: '',
      argv: ['x'],
      env: {},
      interruptMode: 'signal',
    });
  });

  it('is told when the notebook names none', async () => {
    const notebook = { ...codeNotebook('x', []), metadata: {} };
    await expect(executeNotebook(notebook)).rejects.toThrow('The notebook names no kernel');
  });
});
