import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digitsFile } from 'rotated-mnist/digits-file';

/**
 * Writes what the libraries load while cells run: digits, trained networks, and TensorFlow.js's
 * WebAssembly modules.
 *
 * @param folder gets them; it is the folder `files` beside that script
 */
export async function writeFiles(folder: string): Promise<void> {
  const [stored, wasm] = ['stored', 'wasm'].map((name) => join(folder, name)) as [string, string];
  mkdirSync(wasm, { recursive: true });
  cpSync(join(dirname(require.resolve('course/package.json')), 'stored'), stored, {
    recursive: true,
  });
  const modules = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  for (const file of readdirSync(modules).filter((name) => name.endsWith('.wasm'))) {
    cpSync(join(modules, file), join(wasm, file));
  }
  writeFileSync(join(folder, 'digits.bin'), await digitsFile());
}
