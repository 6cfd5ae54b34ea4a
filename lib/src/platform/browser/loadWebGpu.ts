import * as tf from '@tensorflow/tfjs';
import type { LoadOptions } from '../Platform';

/** The part of WebGPU that is used here; `gpu` is missing in browsers that have none. */
interface MaybeGpu {
  gpu?: { requestAdapter(options: { powerPreference: string }): Promise<Adapter | null> };
}

interface Adapter {
  info: { vendor: string; architecture: string; description: string; isFallbackAdapter?: boolean };
}

/** Loads TensorFlow.js's WebGPU backend; see `LoadBackend`. */
export async function loadWebGpu({ software }: LoadOptions): Promise<string> {
  const { gpu } = navigator as MaybeGpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('there is no GPU');
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const name = description || [vendor, architecture].filter(Boolean).join(' ');
  if (!software && isFallbackAdapter) {
    throw new Error(`there is no GPU, only ${name}, a program that emulates one`);
  }
  // Only here, because it looks for the GPU when it is loaded.
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('its backend did not start');
  // Training reads without waiting; the warning about other reads would stand below every cell.
  (tf.backend() as { hasReadSyncWarned?: boolean }).hasReadSyncWarned = true;
  return `WebGPU on ${name}`;
}
