import type { TensorLike } from '../values/TensorLike';

/** What is needed to dispose of a tensor without the tensor itself. */
export type TensorStandIn = Pick<TensorLike, 'id' | 'dataId' | 'dtype' | 'shape' | 'size'>;

/** The part of TensorFlow.js that counts tensors. */
export interface Engine {
  disposeTensor(tensor: TensorStandIn): void;
  memory(): { numTensors: number; numBytes: number };
}

/** Loaded modules by file, as in `require.cache`. */
export type LoadedModules = Readonly<Record<string, { exports: unknown } | undefined>>;

/** The engine of TensorFlow.js, if a cell has loaded it; all its copies in a process share one. */
export function findEngine(modules: LoadedModules): Engine | undefined {
  for (const [file, module] of Object.entries(modules)) {
    if (!/[\\/]@tensorflow[\\/]tfjs-core[\\/]/.test(file)) continue;
    const { engine } = (module?.exports ?? {}) as { engine?: () => Engine };
    if (typeof engine === 'function') return engine();
  }
  return undefined;
}
