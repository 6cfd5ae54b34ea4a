import { existsSync, mkdirSync, readlinkSync, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compileBinding } from '../native/compileBinding.mjs';
import { fetchLibrary } from '../native/fetchLibrary.mjs';
import { fetchCuda } from '../native/fetchCuda.mjs';
import { chooseLibrary, thisMachine } from '../native/libraries.mjs';
import { emptyFolder, hashOf, linkFile, remove, textOf, writeWhole } from '../support/files.mjs';
import { Problem } from '../support/Problem.mjs';

/** Two rows times two columns, in a program of its own: a library that crashes must not take us along. */
const trial = `
const tf = require('@tensorflow/tfjs-node-gpu');
const product = tf.matMul([[1, 2], [3, 4]], [[5, 6], [7, 8]]).dataSync();
if (String([...product]) !== '19,22,43,50') throw new Error('wrong product: ' + product);
`;

/**
 * TensorFlow's C library, out of the wheel of its Python package, and the binding that lets Node call it.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @returns {import('../support/runSteps.mjs').Step}
 */
export function nativeLibrary(context) {
  const native = join(context.cache, 'native');
  const gpu = context.gpu || existsSync(join(native, 'gpu/stamp'));
  const library = chooseLibrary(thisMachine(), gpu);
  const name = gpu ? 'TensorFlow library with CUDA' : 'TensorFlow library';
  if (typeof library === 'string') return missingLibrary(context, name, library);

  const folder = join(native, library.variant);
  const stamp = join(folder, 'stamp');
  const link = join(
    context.root,
    'node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node',
  );
  const binding = join(folder, 'binding/tfjs_binding.node');
  const inputs = () =>
    hashOf({
      texts: [JSON.stringify(library)],
      files: [
        'setup/native/compileBinding.mjs',
        'setup/native/fetchLibrary.mjs',
        ...(gpu ? ['setup/native/cuda.txt'] : []),
      ].map((path) => join(context.root, path)),
    });
  const isBuilt = () => textOf(stamp) === inputs() && existsSync(binding);

  return {
    name,
    bytes: gpu ? 12e9 : 1.6e9,
    isDone: () => isBuilt() && linkTarget(link) === binding,
    async run() {
      if (!isBuilt()) {
        const work = emptyFolder(join(context.temporary, 'native'));
        await (gpu ? fetchCuda : fetchLibrary)(context, library, work);
        await compileBinding(context, work);
        remove(join(work, 'tensorflow/include'));
        writeWhole(join(work, 'stamp'), inputs());
        mkdirSync(native, { recursive: true });
        remove(folder);
        renameSync(work, folder);
      }
      linkFile(binding, link);
      try {
        await context.processes.run(process.execPath, ['-e', trial], { cwd: context.root });
      } catch (error) {
        remove(link);
        remove(folder);
        throw error;
      }
    },
  };
}

/**
 * @param {import('../support/Context.mjs').Context} context
 * @param {string} name
 * @param {string} reason
 * @returns {import('../support/runSteps.mjs').Step}
 */
function missingLibrary(context, name, reason) {
  if (context.gpu) throw new Problem(`No CUDA library: ${reason}`, 'Run it without --gpu.');
  return {
    name,
    note: `No native TensorFlow: ${reason}. WebAssembly computes instead, several times slower.`,
    bytes: 0,
    isDone: () => true,
    run: async () => undefined,
  };
}

/** @param {string} link */
function linkTarget(link) {
  try {
    return resolve(dirname(link), readlinkSync(link));
  } catch {
    return undefined;
  }
}
