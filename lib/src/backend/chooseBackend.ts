import * as tf from '@tensorflow/tfjs';
import { loadNative } from './native/loadNative';
import { convolutionsPerSecond } from './trial';
import { loadWasm } from './wasm';
import { loadWebGpu } from './webgpu/loadWebGpu';

/** The backends that can train this library's models. */
export const backends = ['native', 'webgpu', 'wasm'] as const;
export type BackendName = (typeof backends)[number];

/** What computes, and why. */
export interface ChosenBackend {
  name: BackendName;
  /** One line for people: which backend, and why not a better one. */
  description: string;
}

const loaders: Record<BackendName, () => Promise<string>> = {
  native: loadNative,
  webgpu: () => loadWebGpu({ software: true }),
  wasm: loadWasm,
};

/**
 * Makes TensorFlow.js use the best backend that works:
 *
 * 1. TensorFlow's native library on a CUDA GPU;
 * 2. WebGPU on another GPU, where it is faster than the processor in a short trial;
 * 3. the native library on the CPU;
 * 4. WebAssembly.
 *
 * @param wanted only this one ('webgpu' then also on a program that plays a GPU); default: the environment variable
 * COURSE_BACKEND, else the best
 * @throws Error if the wanted one is unknown or does not work, or none works, with each one's reason
 *
 * @example
 * const { description } = await chooseBackend();
 * console.log(description); // TensorFlow's native library on the CPU
 */
export async function chooseBackend(
  wanted: string | undefined = process.env.COURSE_BACKEND,
): Promise<ChosenBackend> {
  if (!wanted) return bestBackend();
  const name = backends.find((name) => name === wanted);
  if (!name) {
    throw new Error(`Unknown backend "${wanted}"; expected one of ${backends.join(', ')}.`);
  }
  try {
    return { name, description: await loaders[name]() };
  } catch (error) {
    throw new Error(noneWorks([reason(name, error)]), { cause: error });
  }
}

async function bestBackend(): Promise<ChosenBackend> {
  const reasons: string[] = [];
  let native: ChosenBackend | undefined;
  try {
    native = { name: 'native', description: await loadNative() };
    const { isUsingGpuDevice } = tf.backend() as { isUsingGpuDevice?: boolean };
    if (isUsingGpuDevice) return native;
  } catch (error) {
    reasons.push(reason('native', error));
  }
  const gpu = await webGpuIfFaster(native);
  if (gpu) return gpu;
  if (native) return native;
  try {
    return { name: 'wasm', description: [await loadWasm(), ...reasons].join('; ') };
  } catch (error) {
    throw new Error(noneWorks([...reasons, reason('wasm', error)]), { cause: error });
  }
}

/** WebGPU, if there is a GPU and it beats the backend in use; else that one stays in use. */
async function webGpuIfFaster(native?: ChosenBackend): Promise<ChosenBackend | undefined> {
  const before = native && tf.getBackend();
  let description: string;
  try {
    description = await loadWebGpu({ software: false });
  } catch {
    // Most machines have no GPU that is of use; that is no news.
    if (before) await tf.setBackend(before);
    return undefined;
  }
  if (!before) return { name: 'webgpu', description };
  const gpu = convolutionsPerSecond();
  await tf.setBackend(before);
  const ratio = gpu / convolutionsPerSecond();
  if (ratio <= 1) return undefined;
  await tf.setBackend('webgpu');
  const advantage = `in a short trial ${ratio.toFixed(1)} times as fast as the processor`;
  return { name: 'webgpu', description: `${description}, ${advantage}` };
}

function reason(name: BackendName, error: unknown): string {
  return `${name} does not work: ${firstLine(error)}`;
}

function noneWorks(reasons: string[]): string {
  return `No backend works. ${reasons.join('; ')}. Run "npm start -- --setup-only" again.`;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!.slice(0, 200);
}
