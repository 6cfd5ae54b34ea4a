import { existsSync, mkdirSync, readlinkSync, renameSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { compileBinding } from '../native/compileBinding.mjs';
import { fetchLibrary } from '../native/fetchLibrary.mjs';
import { fetchCuda } from '../native/fetchCuda.mjs';
import { chooseLibrary, thisMachine } from '../native/libraries.mjs';
import {
  emptyFolder,
  filesUnder,
  hashOf,
  linkFile,
  remove,
  textOf,
  writeWhole,
} from '../support/files.mjs';
import { Problem } from '../support/Problem.mjs';

/**
 * Two rows times two columns, loaded in the way in which a notebook loads it. A program of its own:
 * a library that crashes must not take us along.
 */
const trial = `
async function multiply() {
  await require('equivariant').chooseBackend('native');
  const tf = require('@tensorflow/tfjs');
  const product = tf.matMul([[1, 2], [3, 4]], [[5, 6], [7, 8]]).dataSync();
  if (String(product) !== '19,22,43,50') throw new Error('wrong product: ' + product);
}
multiply().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
`;

/**
 * TensorFlow's C library, out of the wheel of its Python package, and the binding that lets Node
 * call it.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @param {typeof makeLibrary} [make] puts the library into an empty folder
 * @returns {import('../support/runSteps.mjs').Step}
 */
export function nativeLibrary(context, make = makeLibrary) {
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
  // A file that was damaged or lost since differs in its size, and only then the library is fetched
  // again.
  const isBuilt = () => textOf(stamp) === `${inputs()}\n${listOf(folder)}`;

  return {
    name,
    bytes: gpu ? 12e9 : 1.6e9,
    isDone: () => isBuilt() && linkTarget(link) === binding,
    async run() {
      if (!isBuilt()) {
        const work = emptyFolder(join(context.temporary, 'native'));
        await make(context, library, work);
        writeWhole(join(work, 'stamp'), `${inputs()}\n${listOf(work)}`);
        mkdirSync(native, { recursive: true });
        remove(folder);
        renameSync(work, folder);
      }
      linkFile(binding, link);
      try {
        await tryLibrary(context);
      } catch (error) {
        // Without the link this step is not done, and is tried again. What was downloaded is kept.
        remove(link);
        throw error;
      }
    },
  };
}

/**
 * @param {import('../support/Context.mjs').Context} context
 * @param {import('../native/libraries.mjs').Library} library
 * @param {string} folder
 */
async function makeLibrary(context, library, folder) {
  await (library.variant === 'gpu' ? fetchCuda : fetchLibrary)(context, library, folder);
  await compileBinding(context, folder);
  remove(join(folder, 'tensorflow/include'));
}

/**
 * Computes with the native library, in the Node that runs this.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @throws {Problem} if that fails
 */
export async function tryLibrary(context) {
  try {
    await context.processes.run(process.execPath, ['-e', trial], { cwd: context.root });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(
      `TensorFlow's library is here, but Node ${process.versions.node} cannot compute with it:\n${error.message.replace(/\.$/, '')}`,
      'The library is kept. Fix what the lines above name and run the same command again; if the library itself is at fault, delete .cache/native first.',
    );
  }
}

/**
 * The files of a library, with their sizes.
 *
 * @param {string} folder
 */
function listOf(folder) {
  return filesUnder(folder, (name) => name !== 'stamp')
    .map((path) => `${relative(folder, path)} ${statSync(path).size}`)
    .join('\n');
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
    note: `No native TensorFlow: ${reason}. The course uses WebAssembly instead, several times slower.`,
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
