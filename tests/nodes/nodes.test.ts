import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { executeNotebook, findKernelspec, kernelPaths, type Output } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';

const run = promisify(execFile);
const root = resolve(__dirname, '../..');

/** Programs by version. */
let nodes: Record<string, string>;

/**
 * What of the set-up depends on Node, in the project's own folder: tells which steps are not done,
 * tries the library, and installs the kernels of that Node into an environment of their own.
 */
const setUp = `
await import('./checkNode.mjs');
import { createContext } from './support/Context.mjs';
import { build } from './steps/build.mjs';
import { digits } from './steps/digits.mjs';
import { jupyterKernel } from './steps/jupyterKernel.mjs';
import { nativeLibrary, tryLibrary } from './steps/nativeLibrary.mjs';
import { npmPackages } from './steps/npmPackages.mjs';
const { root, cache } = createContext();
const venv = process.env.ENVIRONMENT;
const context = { ...createContext({ root: venv }), root, cache, venv };
for (const step of [npmPackages, build, nativeLibrary, digits].map((make) => make(context))) {
  if (!step.isDone()) console.log('not done: ' + step.name);
}
await tryLibrary(context);
await jupyterKernel(context).run();
console.log('set up on ' + process.versions.node);`;

const cells = [
  `import * as tf from '@tensorflow/tfjs';
import { C4CNN, chooseBackend } from 'equivariant';
import { show } from 'notebook-display';
const { name } = await chooseBackend('native');
console.log(name, process.versions.node.split('.')[0]);`,
  `const model = new C4CNN({ channels: [2, 2, 2, 2, 2], seed: 1 });
const logits = model.apply(tf.ones([1, 33, 33, 1])) as tf.Tensor;
console.log(logits.shape, tf.topk(logits, 1).values.shape);`,
];

beforeAll(async () => {
  const list = [join(root, 'setup/kernelNodes.mjs'), '--list'];
  nodes = JSON.parse((await run(process.execPath, list)).stdout) as typeof nodes;
}, 300_000);

test.each(['20.9', '20', '22', '24'])(
  'Node %s sets up the course, and its kernels compute natively and print nothing to stderr',
  async (version) => {
    const environment = mkdtempSync(join(tmpdir(), 'node-'));
    const node = nodes[version]!;
    const [major] = version.split('.');
    try {
      const { stdout, stderr } = await run(node, ['--input-type=module', '-e', setUp], {
        cwd: join(root, 'setup'),
        env: { ...process.env, ENVIRONMENT: environment },
      });
      expect([stdout, stderr]).toEqual([expect.stringMatching(`^set up on ${version}\\.`), '']);
      const paths = kernelPaths({}, [environment]);
      for (const kernel of ['typescript', 'tslab']) {
        const { notebook } = await executeNotebook(codeNotebook(kernel, cells), {
          kernelspec: findKernelspec(kernel, paths),
          kernelPaths: paths,
          cwd: join(root, 'notebooks'),
        });
        const said = notebook.cells.map((cell) => ('outputs' in cell ? cell.outputs.map(say) : []));
        expect([kernel, ...said]).toEqual([
          kernel,
          [`stdout: native ${major}\n`],
          ['stdout: [ 1, 10 ] [ 1, 1 ]\n'],
        ]);
      }
    } finally {
      rmSync(environment, { recursive: true, force: true });
    }
  },
  180_000,
);

function say(output: Output): string {
  if (output.output_type === 'stream') return `${output.name}: ${output.text}`;
  return stripVTControlCharacters(JSON.stringify(output));
}
