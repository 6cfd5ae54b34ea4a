import * as tf from '@tensorflow/tfjs';
import { platform } from '../platform';
import { backends, type BackendName } from '../platform/Platform';
import { registerNativeKernels } from './native/nativeKernels';
import { testBackend, WrongNumbers } from './selfTest';
import { convolutionsPerSecond } from './trial';
import { registerTrainingKernels } from './wasm/wasmKernels';
import { mendKernels } from './webGpuKernels';

/** The backend that computes, and why. */
export interface ChosenBackend {
  name: BackendName;
  /** One line for people: which backend, and why not a better one. */
  description: string;
}

/** What this library adds to a backend once it is loaded. */
const complete: Record<BackendName, () => void> = {
  native: () => {
    if (platform.settings().fastKernels) registerNativeKernels();
  },
  webgpu: mendKernels,
  wasm: registerTrainingKernels,
};

/**
 * Makes TensorFlow.js use the best backend that works:
 *
 * 1. TensorFlow's native library on a CUDA GPU;
 * 2. WebGPU on another GPU, where it computes the same as JavaScript and is faster than the native
 *    library on the CPU in a short trial;
 * 3. the native library on the CPU;
 * 4. WebAssembly.
 *
 * @param wanted use only this one ('webgpu' then accepts an emulated GPU); default: the environment
 * variable COURSE_BACKEND, else the best
 * @throws Error if the wanted backend is unknown or does not work, or if none works, with the
 * reason for each
 *
 * @example
 * const { description } = await chooseBackend();
 * console.log(description); // TensorFlow's native library on the CPU
 */
export async function chooseBackend(
  wanted: string | undefined = platform.settings().backend,
): Promise<ChosenBackend> {
  if (!wanted) return bestBackend();
  const name = backends.find((name) => name === wanted);
  if (!name) {
    throw new Error(`Unknown backend "${wanted}"; expected one of ${backends.join(', ')}.`);
  }
  try {
    return await load(name, true);
  } catch (error) {
    throw new Error(noneWorks([reason(name, error)]), { cause: error });
  }
}

async function load(name: BackendName, software = false): Promise<ChosenBackend> {
  const loader = platform.loaders[name];
  if (!loader) throw new Error('this platform does not have it');
  const description = await loader({ software });
  complete[name]();
  // GPUs and their drivers differ too much to be trusted.
  if (name === 'webgpu') await testBackend();
  return { name, description };
}

async function bestBackend(): Promise<ChosenBackend> {
  const reasons: string[] = [];
  let native: ChosenBackend | undefined;
  if (platform.loaders.native) {
    try {
      native = await load('native');
      const { isUsingGpuDevice } = tf.backend() as { isUsingGpuDevice?: boolean };
      if (isUsingGpuDevice) return native;
    } catch (error) {
      reasons.push(reason('native', error));
    }
  }
  const gpu = await webGpuIfFaster(native, reasons);
  if (gpu) return gpu;
  const withReasons = ({ name, description }: ChosenBackend): ChosenBackend => ({
    name,
    description: [description, ...reasons].join('; '),
  });
  if (native) return withReasons(native);
  try {
    return withReasons(await load('wasm'));
  } catch (error) {
    throw new Error(noneWorks([...reasons, reason('wasm', error)]), { cause: error });
  }
}

/** WebGPU, if there is a GPU and it beats the backend in use; otherwise that one stays in use. */
async function webGpuIfFaster(
  native: ChosenBackend | undefined,
  reasons: string[],
): Promise<ChosenBackend | undefined> {
  const before = native && tf.getBackend();
  let webGpu: ChosenBackend;
  try {
    webGpu = await load('webgpu');
  } catch (error) {
    // Most machines have no usable GPU; that is not worth a message.
    if (error instanceof WrongNumbers) reasons.push(reason('webgpu', error));
    if (before) await tf.setBackend(before);
    return undefined;
  }
  if (!before) return webGpu;
  const speed = convolutionsPerSecond();
  await tf.setBackend(before);
  const ratio = speed / convolutionsPerSecond();
  if (ratio <= 1) return undefined;
  await tf.setBackend('webgpu');
  const advantage = `in a short trial ${ratio.toFixed(1)} times as fast as the processor`;
  return { ...webGpu, description: `${webGpu.description}, ${advantage}` };
}

function reason(name: BackendName, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `${name} does not work: ${message.split('\n')[0]!.slice(0, 200)}`;
}

function noneWorks(reasons: string[]): string {
  return `No backend works. ${reasons.join('; ')}. ${platform.remedy}`;
}
