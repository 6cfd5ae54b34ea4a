import * as fs from 'node:fs';
import * as path from 'node:path';
import { executeNotebook, findKernelspec, fromPercent, kernelPaths } from 'nbconvert-ts';

const root = path.join(__dirname, '..');

const text = `// %%
import { C4CNN, chooseBackend, train } from 'equivariant';
import { loadRotatedMnist } from 'rotated-mnist';
await chooseBackend();
const digits = await loadRotatedMnist();
const model = new C4CNN({ channels: [1, 1, 1, 1, 1] });
const before = model.getWeights()[0].dataSync()[0];

// %%
await train(model, digits.train, { epochs: 10000 });

// %%
const after = () => model.getWeights()[0].dataSync()[0];
const stopped = after();
await new Promise((resolve) => setTimeout(resolve, 1000));
console.log(stopped !== before, after() === stopped);
`;

test.each(['typescript', 'tslab'])(
  'an interrupt stops training in the kernel %s and keeps the network',
  async (kernel) => {
    const cwd = path.join(root, 'build/interrupt');
    fs.mkdirSync(cwd, { recursive: true });
    const { cells, notebook } = await executeNotebook(
      fromPercent(text, { language: 'typescript' }),
      {
        kernelspec: findKernelspec(kernel, kernelPaths({}, [path.join(root, '.venv')])),
        cwd,
        // What executeNotebook does first with a cell that runs for too long is what the Stop
        // button does.
        cellTimeoutMs: 30_000,
        interruptGraceMs: 30_000,
        allowErrors: true,
        // Plain tslab does not run a cell that arrives within 200 ms after a failure.
        onCellEnd: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500),
      },
    );
    expect(cells.map(({ status }) => status)).toEqual(['ok', 'timeout', 'ok']);
    expect(notebook.cells[2]).toMatchObject({ outputs: [{ name: 'stdout', text: 'true true\n' }] });
  },
  150_000,
);
