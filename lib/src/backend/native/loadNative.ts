import * as tf from '@tensorflow/tfjs';
import * as util from 'node:util';
import { registerNativeKernels } from './nativeKernels';

/**
 * Loads `@tensorflow/tfjs-node-gpu` and makes it the backend.
 *
 * @returns what computes, for people
 * @throws Error if the native library is not installed or does not load
 */
export async function loadNative(): Promise<string> {
  // Read by the library when it loads: without oneDNN its convolutions take almost twice as long.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  replaceOldUtilities();
  // By `require`, and so late: where it is not installed, loading it throws.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('@tensorflow/tfjs-node-gpu');
  if (!(await tf.setBackend('tensorflow'))) throw new Error('its backend did not start');
  registerNativeKernels();
  const { isUsingGpuDevice } = tf.backend() as { isUsingGpuDevice?: boolean };
  return `TensorFlow's native library on ${isUsingGpuDevice ? 'a CUDA GPU' : 'the CPU'}`;
}

/**
 * tfjs-node calls two functions of `node:util` that Node 22 warns of, in the middle of a student's cell, and that
 * Node 23 removed. Ours take their place; no other warning is lost.
 */
function replaceOldUtilities(): void {
  const target = util as unknown as Record<string, unknown>;
  const writable = (target.default ?? target) as Record<string, unknown>;
  writable.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  writable.isArray = (value: unknown) => Array.isArray(value);
}
