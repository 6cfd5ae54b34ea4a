import * as tf from '@tensorflow/tfjs';
import type * as Wasm from '@tensorflow/tfjs-backend-wasm';
import * as path from 'node:path';
import { registerTrainingKernels } from './wasmKernels';

/**
 * Loads the WebAssembly backend, with the kernels that training needs and it lacks.
 *
 * @returns what computes, for people
 * @throws Error if it does not start
 */
export async function loadWasm(): Promise<string> {
  // By `require`, and so late: it is loaded only where the native library does not work.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm') as typeof Wasm;
  const main = require.resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(path.join(path.dirname(main), path.sep));
  if (!(await tf.setBackend('wasm'))) throw new Error('its backend did not start');
  registerTrainingKernels();
  return 'WebAssembly on the CPU';
}
