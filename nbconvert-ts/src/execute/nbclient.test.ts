import { formatNotebook } from '../format/formatNotebook';
import type { CodeCell, Notebook, Output } from '../format/notebook';
import { codeNotebook, pythonKernelPaths } from '../testSupport/kernels';
import { runPython } from '../testSupport/python';
import { executeNotebook } from './executeNotebook';

const everything = codeNotebook('python3', [
  'import sys\nfrom IPython.display import display, clear_output, HTML, JSON, update_display\n1 + 1',
  'print("a")\nprint("b")\nsys.stdout.flush()\nprint("err", file=sys.stderr)\nsys.stderr.flush()\nprint("c")',
  'display(HTML("<b>x</b>"))\nprint("between")\nsys.stdout.flush()\ndisplay({"a": 1.0, "b": float("inf")})\nprint("end")',
  'handle = display("first", display_id="one")\ndisplay("other", display_id="two")',
  'display("second", display_id="one")\nupdate_display("changed", display_id="two")',
  'handle.update("third")',
  'print("gone")\nclear_output()\nprint("kept")',
  'for i in range(3):\n    clear_output(wait=True)\n    print(i)',
  'display("cleared", display_id="three")\nclear_output()\nupdate_display("not shown", display_id="three")',
  'print("10%\\r20%\\r30%")\nprint("\\rdone")',
  '',
  'display({"text/plain": "x", "application/json": {"n": 1.0, "m": [1, 2.5e-7]}}, raw=True)',
  'x = 3;',
  'print("first", file=sys.stderr)\nsys.stderr.flush()\nprint("second")',
  { source: 'print("before")\nraise ValueError("expected")', tags: ['raises-exception'] },
  '"ü\u{1F600}\\x1b[31m"',
  'def f():\n    return 1/0\nf()',
  'print("never")',
]);

const nbclient = `import nbformat, nbclient, sys
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
def run(coalesce):
    nb = nbformat.reads(data, 4)
    client = nbclient.NotebookClient(nb, coalesce_streams=coalesce, record_timing=False, timeout=60, kernel_name='python3')
    try:
        client.execute()
        failed = None
    except nbclient.exceptions.CellExecutionError as error:
        failed = error.ename
    return {'notebook': json.loads(json.dumps(nb)), 'failed': failed}
result = [run(False), run(True)]`;

/**
 * Tracebacks name temporary files and addresses; nbclient leaves texts in as many parts as they
 * came.
 */
function comparable(notebook: Notebook, merge: boolean): unknown {
  return notebook.cells.map((cell) => {
    const { outputs, execution_count: count, source } = cell as CodeCell;
    const merged: Output[] = [];
    for (const output of outputs) {
      const last = merged.at(-1);
      if (
        merge &&
        output.output_type === 'stream' &&
        last?.output_type === 'stream' &&
        last.name === output.name
      ) {
        last.text += output.text;
      } else merged.push({ ...output });
    }
    return { source, count, outputs: merged };
  });
}

describe('executeNotebook, beside nbclient', () => {
  const [plain, coalesced] = runPython<{ notebook: Notebook; failed: string }[]>(
    nbclient,
    formatNotebook(everything),
  );

  it.each([
    ['as they come', false, plain!],
    ['coalesced', true, coalesced!],
  ])('gives the same outputs and counts, streams %s', async (_, coalesceStreams, nbclient) => {
    const { notebook, cells, ok } = await executeNotebook(everything, {
      kernelPaths: pythonKernelPaths(),
      coalesceStreams,
    });
    expect(comparable(notebook, false)).toEqual(comparable(nbclient.notebook, !coalesceStreams));
    expect(notebook.metadata.language_info).toEqual(nbclient.notebook.metadata.language_info);
    expect(ok).toBe(false);
    expect(cells.at(-2)).toMatchObject({ index: 16, status: 'error', ename: nbclient.failed });
    expect(cells.map(({ status }) => status)).toEqual([
      ...Array<string>(13).fill('ok'),
      'error',
      'ok',
      'error',
      'skipped',
    ]);
  });

  it('gives a notebook that nbformat writes in the same bytes, numbers included', async () => {
    const { notebook } = await executeNotebook(everything, { kernelPaths: pythonKernelPaths() });
    const text = formatNotebook(notebook);
    expect(text).toMatch(/"n": 1\.0/);
    expect(
      runPython<string>(
        `import nbformat\nresult = nbformat.writes(nbformat.reads(data, 4)) + '\\n'`,
        text,
      ),
    ).toBe(text);
  });

  it('uses the interpreter of the environment that the kernel is installed in', async () => {
    const notebook = codeNotebook('python3', ['import sys; print(sys.executable)']);
    const result = await executeNotebook(notebook, { kernelPaths: pythonKernelPaths() });
    const [output] = (result.notebook.cells[0] as CodeCell).outputs;
    const prefix = runPython<string>('import sys\nresult = sys.executable', null);
    expect(output).toMatchObject({ text: `${prefix}\n` });
  });
});
