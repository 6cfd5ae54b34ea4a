import { join } from 'node:path';
import { fetchLibrary } from './fetchLibrary.mjs';

/**
 * Downloads TensorFlow's library for CUDA, and CUDA itself into `<folder>/nvidia`, where that
 * library looks for it.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @param {import('./libraries.mjs').Library} library
 * @param {string} folder
 */
export async function fetchCuda(context, library, folder) {
  await fetchLibrary(context, library, folder);
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--no-cache-dir'];
  const exact = ['--require-hashes', '--no-deps', '--only-binary=:all:', '--progress-bar=off'];
  const requirements = join(context.root, 'setup/native/cuda.txt');
  await context.processes.run(context.python, [
    ...pip,
    ...exact,
    '--no-compile',
    '-r',
    requirements,
    '--target',
    folder,
  ]);
}
