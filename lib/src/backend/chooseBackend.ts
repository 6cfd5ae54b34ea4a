import * as tf from '@tensorflow/tfjs';
import { loadNative } from './native/loadNative';
import { loadWasm } from './wasm';

/** The backends that can train this library's models, best first. */
export const backends = ['native', 'wasm'] as const;
export type BackendName = (typeof backends)[number];

/** What computes, and why. */
export interface ChosenBackend {
  name: BackendName;
  /** One line for people: which backend, and why not a better one. */
  description: string;
}

const loaders: Record<BackendName, () => Promise<string>> = { native: loadNative, wasm: loadWasm };

/**
 * Makes TensorFlow.js use the best backend that works: TensorFlow's native library (on a CUDA GPU if it sees one), else
 * WebAssembly.
 *
 * @param wanted only this one; default: the environment variable COURSE_BACKEND, else the best
 * @throws Error if the wanted one is unknown or does not work, or none works, with each one's reason
 *
 * @example
 * const { description } = await chooseBackend();
 * console.log(description); // TensorFlow's native library on the CPU
 */
export async function chooseBackend(
  wanted: string | undefined = process.env.COURSE_BACKEND,
): Promise<ChosenBackend> {
  const candidates = backends.filter((name) => !wanted || name === wanted);
  if (candidates.length === 0) {
    throw new Error(`Unknown backend "${wanted}"; expected one of ${backends.join(', ')}.`);
  }
  const reasons: string[] = [];
  for (const name of candidates) {
    try {
      const what = await loaders[name]();
      await tf.ready();
      return { name, description: [what, ...reasons].join('; ') };
    } catch (error) {
      reasons.push(`${name} does not work: ${firstLine(error)}`);
    }
  }
  throw new Error(
    `No backend works. ${reasons.join('; ')}. Run "npm start -- --setup-only" again.`,
  );
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!.slice(0, 200);
}
