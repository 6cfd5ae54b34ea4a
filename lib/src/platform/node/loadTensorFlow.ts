import * as tf from '@tensorflow/tfjs';
import type * as Wasm from '@tensorflow/tfjs-backend-wasm';
import * as path from 'node:path';
import * as util from 'node:util';

/** Loads `@tensorflow/tfjs-node-gpu`; see `LoadBackend`. */
export async function loadNative(): Promise<string> {
  // The library reads these when it loads. Without oneDNN its convolutions take almost twice as
  // long.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  replaceOldUtilities();
  // Required only here, because loading throws where the library is not installed.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('@tensorflow/tfjs-node-gpu');
  if (!(await tf.setBackend('tensorflow'))) throw new Error('its backend did not start');
  const { isUsingGpuDevice } = tf.backend() as { isUsingGpuDevice?: boolean };
  return `TensorFlow's native library on ${isUsingGpuDevice ? 'a CUDA GPU' : 'the CPU'}`;
}

/**
 * tfjs-node calls two functions of `node:util` that Node 22 warns of, in the middle of a student's
 * cell, and that Node 23 removed. Ours take their place; no other warning is lost.
 */
function replaceOldUtilities(): void {
  const target = util as unknown as Record<string, unknown>;
  const writable = (target.default ?? target) as Record<string, unknown>;
  writable.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  writable.isArray = (value: unknown) => Array.isArray(value);
}

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
