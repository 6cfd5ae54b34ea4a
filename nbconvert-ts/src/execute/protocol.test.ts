import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkNotebook } from '../format/checkNotebook';
import type { CodeCell } from '../format/notebook';
import { codeNotebook, installKernel, printed } from '../testSupport/kernels';
import { executeNotebook } from './executeNotebook';
import type { ExecuteOptions, ExecutionResult } from './ExecuteOptions';

const fakeKernel = resolve(__dirname, '../testSupport/fakeKernel.cjs');
const idleStatus = ['iopub', 'status', { execution_state: 'idle' }];
const okReply = ['reply', { status: 'ok', execution_count: 1 }];
const stream = (text: string): unknown[] => ['iopub', 'stream', { name: 'stdout', text }];

/** Runs cells in a kernel that sends just these messages. */
const run = (cells: unknown[][], options: ExecuteOptions = {}): Promise<ExecutionResult> => {
  const argv = [process.execPath, fakeKernel, '{connection_file}'];
  const code = cells.map((messages) => JSON.stringify(messages));
  return executeNotebook(codeNotebook('fake', code), {
    kernelPaths: [installKernel('fake', { argv })],
    ...options,
  });
};

describe('a kernel that is late, careless or hostile', () => {
  it('is asked again if it lost the first requests, which came while it bound its sockets', async () => {
    const argv = [process.execPath, fakeKernel, '{connection_file}', '2'];
    const cell = JSON.stringify([stream('heard'), okReply, idleStatus]);
    const { notebook } = await executeNotebook(codeNotebook('fake', [cell]), {
      kernelPaths: [installKernel('fake', { argv })],
    });
    expect(notebook.cells.map(printed)).toEqual(['heard']);
  }, 20_000);

  it('is waited for until it says that it is done, whichever of reply and outputs comes first', async () => {
    const { notebook, ok } = await run([
      [okReply, ['wait', 500], stream('late'), idleStatus],
      [stream('early'), idleStatus, ['wait', 500], okReply],
    ]);
    expect(ok).toBe(true);
    expect(notebook.cells.map(printed)).toEqual(['late', 'early']);
  });

  it('is believed in what it replies, not in what it puts out', async () => {
    const error = ['iopub', 'error', { ename: 'E', evalue: 'v', traceback: [] }];
    const { cells } = await run(
      [
        [error, okReply, idleStatus],
        [['reply', { status: 'error' }], idleStatus],
        [['reply', { status: 'aborted' }], idleStatus],
        [['reply', { status: 'abort' }], idleStatus],
        [['reply', {}], idleStatus],
      ],
      { allowErrors: true },
    );
    expect(cells.map(({ status }) => status)).toEqual([
      'ok',
      'error',
      'aborted',
      'aborted',
      'error',
    ]);
    expect(cells[4]?.message).toBe('the kernel replied with the unknown status undefined');
  });

  it('is not heard in messages that are broken or not signed', async () => {
    const { notebook, ok } = await run([
      [['garbage'], ['forged'], stream('good'), okReply, idleStatus],
    ]);
    expect(ok).toBe(true);
    expect(printed(notebook.cells[0])).toBe('good');
  });

  it('is killed when it never replies, and its broken messages are told', async () => {
    const { cells, notebook } = await run([[stream('partial'), ['forged']]], {
      cellTimeoutMs: 3000,
      interruptGraceMs: 300,
    });
    expect(cells[0]?.status).toBe('timeout');
    expect(cells[0]?.message).toContain(
      "the kernel sent a message that is not signed with the connection's key",
    );
    expect(printed(notebook.cells[0])).toBe('partial');
  });

  it('leaves a valid notebook when it leaves things out', async () => {
    const { notebook } = await run([
      [
        ['iopub', 'display_data', {}],
        ['iopub', 'execute_result', { data: { 'text/plain': 'x' } }],
        ['iopub', 'error', {}],
        ['iopub', 'stream', {}],
        okReply,
        idleStatus,
      ],
    ]);
    expect((notebook.cells[0] as CodeCell).outputs).toEqual([
      { output_type: 'display_data', data: {}, metadata: {} },
      {
        output_type: 'execute_result',
        data: { 'text/plain': 'x' },
        metadata: {},
        execution_count: null,
      },
      { output_type: 'error', ename: '', evalue: '', traceback: [] },
      { output_type: 'stream', name: '', text: '' },
    ]);
  });

  it('is heard to the end of its outputs when it dies in a cell', async () => {
    const { cells, notebook } = await run([
      [stream('partial'), ['wait', 300], ['exit', 3]],
      [okReply, idleStatus],
    ]);
    expect(cells.map(({ status }) => status)).toEqual(['dead', 'skipped']);
    expect(cells[0]?.message).toContain('the kernel exited with code 3');
    expect(printed(notebook.cells[0])).toBe('partial');
  });

  it('can send a million outputs: the limit holds, and what came until then is kept', async () => {
    const flood = ['flood', 1_000_000, 'stream', { name: 'stdout', text: 'line\n' }];
    const { cells, notebook } = await run(
      [
        [flood, okReply, idleStatus],
        [okReply, idleStatus],
      ],
      {
        cellTimeoutMs: 2000,
        interruptGraceMs: 200,
        maxOutputBytes: 10_000,
      },
    );
    expect(cells.map(({ status }) => status)).toEqual(['timeout', 'skipped']);
    expect(cells[0]?.message).toContain("the cell's limit of 2 s was over");
    expect(cells[0]?.truncated).toBe(true);
    expect(printed(notebook.cells[0])).toMatch(/^(line\n){100,}\[more than 10000 bytes/);
    checkNotebook(notebook);
  });

  it('can send what it likes: the notebook stays valid, and the cell goes on', async () => {
    const { cells, notebook, ok } = await run([
      [['odd'], stream('good'), okReply, idleStatus],
      [okReply, idleStatus],
    ]);
    expect({ ok, statuses: cells.map(({ status }) => status) }).toEqual({
      ok: true,
      statuses: ['ok', 'ok'],
    });
    expect(printed(notebook.cells[0])).toContain('good');
    checkNotebook(notebook);
  });
});

describe('the start of a kernel', () => {
  it.each(process.platform === 'win32' ? (['tcp'] as const) : (['tcp', 'ipc'] as const))(
    'works through %s',
    async (transport) => {
      const seen: string[] = [];
      const { ok, notebook } = await run([[stream('heard'), okReply, idleStatus]], {
        transport,
        beforeStart: (command) => {
          const connection = readFileSync(command.argv.at(-1) ?? '', 'utf8');
          seen.push((JSON.parse(connection) as { transport: string }).transport);
          return command;
        },
      });
      expect(ok).toBe(true);
      expect(printed(notebook.cells[0])).toBe('heard');
      expect(seen).toEqual([transport]);
    },
  );

  it('lets a hook change the command, and cleans up when the hook fails', async () => {
    const mark = join(mkdtempSync(join(tmpdir(), 'hook-')), 'mark');
    const wrapper = `${mark}.cjs`;
    writeFileSync(wrapper, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');`);
    await run([[okReply, idleStatus]], {
      beforeStart: (command) => {
        const [node = '', ...rest] = command.argv;
        return { ...command, argv: [node, '-r', wrapper, ...rest] };
      },
    });
    expect(existsSync(mark)).toBe(true);
    let folder = '';
    const failing = run([[okReply, idleStatus]], {
      beforeStart: (_, place) => {
        folder = place;
        throw new Error('no sandbox here');
      },
    });
    await expect(failing).rejects.toThrow('no sandbox here');
    expect(existsSync(folder)).toBe(false);
  });
});
