import * as tf from '@tensorflow/tfjs';
import type * as Wasm from '@tensorflow/tfjs-backend-wasm';
import * as path from 'node:path';

/** Loads TensorFlow.js's WebAssembly backend; see `LoadBackend`. */
export async function loadWasm(): Promise<string> {
  // Required only here, because it is rarely needed.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm') as typeof Wasm;
  const main = require.resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(path.join(path.dirname(main), path.sep));
  if (!(await tf.setBackend('wasm'))) throw new Error('its backend did not start');
  return 'WebAssembly on the CPU';
}
