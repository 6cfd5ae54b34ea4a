import { resolve } from 'node:path';
import type { CodeCell } from '../format/notebook';
import { codeNotebook, installKernel, printed } from '../testSupport/kernels';
import { executeNotebook } from './executeNotebook';
import type { ExecuteOptions } from './ExecuteOptions';
import type { ExecutionResult } from './ExecutionResult';

const FAKE_KERNEL = resolve(__dirname, '../testSupport/fakeKernel.cjs');
const IDLE = ['iopub', 'status', { execution_state: 'idle' }];
const OK = ['reply', { status: 'ok', execution_count: 1 }];
const stream = (text: string): unknown[] => ['iopub', 'stream', { name: 'stdout', text }];

/** Runs cells in a kernel that sends just these messages. */
const run = (cells: unknown[][], options: ExecuteOptions = {}): Promise<ExecutionResult> => {
  const argv = [process.execPath, FAKE_KERNEL, '{connection_file}'];
  const code = cells.map((messages) => JSON.stringify(messages));
  return executeNotebook(codeNotebook('fake', code), {
    kernelPaths: [installKernel('fake', { argv })],
    ...options,
  });
};

describe('a kernel that is late, careless or hostile', () => {
  it('is waited for until it says that it is done, whichever of reply and outputs comes first', async () => {
    const { notebook, ok } = await run([
      [OK, ['wait', 500], stream('late'), IDLE],
      [stream('early'), IDLE, ['wait', 500], OK],
    ]);
    expect(ok).toBe(true);
    expect(notebook.cells.map(printed)).toEqual(['late', 'early']);
  });

  it('is believed in what it replies, not in what it puts out', async () => {
    const error = ['iopub', 'error', { ename: 'E', evalue: 'v', traceback: [] }];
    const { cells } = await run(
      [
        [error, OK, IDLE],
        [['reply', { status: 'error' }], IDLE],
        [['reply', { status: 'aborted' }], IDLE],
        [['reply', { status: 'abort' }], IDLE],
        [['reply', {}], IDLE],
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
    const { notebook, ok } = await run([[['garbage'], ['forged'], stream('good'), OK, IDLE]]);
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
        OK,
        IDLE,
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
});
