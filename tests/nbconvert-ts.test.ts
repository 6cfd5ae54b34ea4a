import { resolve } from 'node:path';
import {
  executeNotebook,
  findKernelspec,
  kernelPaths,
  toHtml,
  type CodeCell,
  type Notebook,
} from 'nbconvert-ts';

const kernelspec = findKernelspec('typescript', kernelPaths({}, [resolve(__dirname, '../.venv')]));
const notebook: Notebook = {
  nbformat: 4,
  nbformat_minor: 4,
  metadata: {},
  cells: ['const a: number = 20;', 'console.log(a + 1);\na * 2', 'throw new Error("told")'].map(
    (source): CodeCell => ({
      cell_type: 'code',
      metadata: source.startsWith('throw') ? { tags: ['raises-exception'] } : {},
      source,
      execution_count: null,
      outputs: [],
    }),
  ),
};

test.each(process.platform === 'win32' ? (['tcp'] as const) : (['tcp', 'ipc'] as const))(
  "this course's kernel runs through %s, and its outputs appear in a page",
  async (transport) => {
    const { ok, notebook: executed } = await executeNotebook(notebook, { kernelspec, transport });
    expect(ok).toBe(true);
    const outputs = executed.cells.flatMap((cell) => (cell as CodeCell).outputs);
    expect(outputs).toMatchObject([
      { output_type: 'stream', text: '21\n' },
      { output_type: 'execute_result', data: { 'text/plain': '40' } },
      { output_type: 'error', ename: 'Error', evalue: 'told' },
    ]);
    const page = toHtml(executed);
    expect(page).toContain('<span class="hljs-keyword">const</span>');
    expect(page).toMatch(/<div class="output error"><pre>[^]*told/);
  },
);
