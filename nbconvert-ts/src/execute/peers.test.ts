import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notebook, Output, StreamOutput } from '../format/notebook';
import { parseNotebook } from '../format/parseNotebook';
import { pythonKernelPaths } from '../testSupport/kernels';
import { peerNotebooks } from '../testSupport/peerNotebooks';
import { runPython } from '../testSupport/python';
import { executeNotebook } from './executeNotebook';
import type { ExecutionResult } from './ExecuteOptions';
import { findKernelspec } from './kernelspec';

/**
 * Not to be compared: they end or stop their kernel, wait for each other, or are no valid
 * notebooks.
 */
const apart = /Autokill|Interrupt|Parallel|Output\.ipynb$/;

const nbclient = `import asyncio, nbclient, nbformat, os
os.chdir(data['cwd'])
async def run(text, places):
    async with places:
        notebook = nbformat.reads(text, nbformat.NO_CONVERT)
        await nbclient.NotebookClient(notebook, record_timing=False, timeout=60, kernel_name='python3', allow_errors=True).async_execute()
        return json.loads(json.dumps(notebook))
async def all_of(texts):
    places = asyncio.Semaphore(3)
    return await asyncio.gather(*[run(text, places) for text in texts])
result = asyncio.run(all_of(data['texts']))`;

/**
 * ipykernel sends what is printed to its two streams in no certain order: one text of each stands
 * for those in a row.
 */
function inOrder(outputs: readonly Output[]): Output[] {
  const ordered: Output[] = [];
  let texts: StreamOutput[] = [];
  const flush = (): void => {
    ordered.push(...texts.sort((a, b) => (a.name < b.name ? 1 : -1)));
    texts = [];
  };
  for (const output of outputs) {
    if (output.output_type !== 'stream') {
      flush();
      ordered.push(output);
      continue;
    }
    const same = texts.find(({ name }) => name === output.name);
    if (same) same.text += output.text;
    else texts.push({ ...output });
  }
  flush();
  return ordered;
}

/** Times and the ids of widgets differ from run to run. */
function comparable({ cells }: Notebook): unknown {
  const parts = cells.map((cell) =>
    cell.cell_type === 'code' ? [cell.execution_count, inOrder(cell.outputs)] : [],
  );
  return JSON.parse(
    JSON.stringify(parts)
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replace(/\b[\da-f]{32}\b/g, 'ID')
      .replace(/0x[\da-f]{8,}/g, 'ADDRESS'),
  );
}

describe("the notebooks of nbclient's tests", () => {
  const cwd = mkdtempSync(join(tmpdir(), 'peers-'));
  const kernelspec = findKernelspec('python3', pythonKernelPaths());
  const all = peerNotebooks().filter(({ name }) => name.startsWith('nbclient/'));
  const notebook = (name: string): Notebook =>
    parseNotebook(all.find((peer) => peer.name === `nbclient/${name}.ipynb`)?.text ?? '');

  it('come out of ipykernel as they come out of nbclient', async () => {
    const peers = all.filter(({ name }) => !apart.test(name));
    expect(peers.length).toBeGreaterThan(15);
    const texts = peers.map(({ text }) => text);
    const expected = runPython<Notebook[]>(nbclient, { cwd, texts });
    const ours: Promise<ExecutionResult>[] = [];
    for (const [i, text] of texts.entries()) {
      ours.push(executeNotebook(parseNotebook(text), { kernelspec, cwd, allowErrors: true }));
      if (i >= 2) await ours[i - 2];
    }
    for (const [i, { name }] of peers.entries()) {
      const { notebook: executed } = (await ours[i])!;
      expect({ name, cells: comparable(executed) }).toEqual({
        name,
        cells: comparable(expected[i]!),
      });
    }
  });

  it('tell a kernel that kills itself', async () => {
    const { cells } = await executeNotebook(notebook('Autokill'), { kernelspec });
    expect(cells.at(-1)).toMatchObject({ status: 'dead', expected: false });
  });

  it('are stopped where they would not stop', async () => {
    const { cells } = await executeNotebook(notebook('Interrupt'), {
      kernelspec,
      cellTimeoutMs: 1500,
      allowErrors: true,
    });
    expect(cells.map(({ status }) => status)).toContain('timeout');
  });

  it('run beside each other', async () => {
    const env = { NBEXECUTE_TEST_PARALLEL_TMPDIR: mkdtempSync(join(tmpdir(), 'parallel-')) };
    const runs = ['A', 'B'].map((name) =>
      executeNotebook(notebook(`Parallel Execute ${name}`), {
        kernelspec,
        env,
        cellTimeoutMs: 30_000,
      }),
    );
    expect((await Promise.all(runs)).map(({ ok }) => ok)).toEqual([true, true]);
  });
});
