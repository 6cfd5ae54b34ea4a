import * as tf from '@tensorflow/tfjs';

/** The part of a GPU buffer that is used here. */
interface GpuBuffer {
  size: number;
  mapState: 'unmapped' | 'pending' | 'mapped';
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

/** The part of TensorFlow.js's WebGPU backend that is used here. */
export interface ReadableBackend {
  device: { createBuffer(description: { size: number; usage: number }): GpuBuffer };
  tensorMap: {
    get(id: object): { values?: tf.BackendValues; dtype: tf.DataType; resource: GpuBuffer };
  };
  commandEncoder: {
    copyBufferToBuffer(
      from: GpuBuffer,
      at: number,
      to: GpuBuffer,
      there: number,
      size: number,
    ): void;
  };
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  convertAndCacheOnCPU(id: object, values: tf.BackendValues): void;
  readSync(id: object): tf.BackendValues;
}

// From WebGPU's specification: GPUBufferUsage.MAP_READ and COPY_DST, GPUMapMode.READ.
const mapRead = 0x1;
const copyTo = 0x8;

/** The longest time, in milliseconds, that a GPU may take to answer. */
const patience = 120_000;

/**
 * Makes `dataSync` work on WebGPU in Node. TensorFlow.js itself can read a GPU's memory
 * synchronously only through a browser's canvas.
 *
 * @param turns the callbacks that Dawn waits for
 */
export function readInOneGo(backend: ReadableBackend, turns: Turns): void {
  const plain = backend.readSync.bind(backend);
  backend.readSync = (id) => {
    const { values, dtype, resource } = backend.tensorMap.get(id);
    if (values !== undefined && values !== null) return values;
    if (dtype === 'string' || dtype === 'complex64') return plain(id);
    const copy = backend.device.createBuffer({ size: resource.size, usage: mapRead | copyTo });
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.commandEncoder.copyBufferToBuffer(resource, 0, copy, 0, resource.size);
    backend.submitQueue();
    let failure: unknown;
    copy.mapAsync(mapRead).catch((error: unknown) => (failure = error));
    turns.until(() => copy.mapState !== 'pending');
    if (copy.mapState !== 'mapped') throw new Error('The GPU is lost.', { cause: failure });
    const bytes = copy.getMappedRange().slice(0);
    copy.unmap();
    copy.destroy();
    const read = tf.util.convertBackendValuesAndArrayBuffer(bytes, dtype);
    backend.convertAndCacheOnCPU(id, read);
    return read;
  };
}

/** The callbacks that Dawn schedules for the event loop's next turn. */
export interface Turns {
  /** Runs these callbacks, and those that they schedule, until a condition holds. */
  until(isDone: () => boolean): void;
}

/**
 * Intercepts the calls of `setImmediate` with which Dawn polls the GPU, so that code can wait for
 * the GPU without returning to the event loop.
 *
 * @param dawn a function of Dawn's, from whose realm Dawn takes `setImmediate`; Dawn must not have
 * been used yet
 */
export function catchTurns(dawn: unknown): Turns {
  const { constructor } = dawn as { constructor: FunctionConstructor };
  const realm = (constructor('return globalThis') as () => typeof globalThis)();
  const later = realm.setImmediate;
  const waiting = new Set<() => void>();
  let isWaiting = false;
  const run = (): void => {
    for (const callback of [...waiting]) {
      waiting.delete(callback);
      callback();
    }
  };
  const caught = (callback: (...args: unknown[]) => void, ...args: unknown[]): unknown => {
    const isDawns = args.length === 0 && String(callback).includes('[native code]');
    if (!isDawns) return later(callback, ...args);
    waiting.add(callback);
    return isWaiting ? undefined : later(run);
  };
  realm.setImmediate = Object.assign(caught, later) as never;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  return {
    until(isDone) {
      isWaiting = true;
      try {
        run();
        const deadline = performance.now() + patience;
        while (!isDone()) {
          if (performance.now() > deadline) throw new Error('The GPU does not answer.');
          // Leaves the processor to others meanwhile.
          Atomics.wait(clock, 0, 0, 0.05);
          run();
        }
      } finally {
        isWaiting = false;
        if (waiting.size > 0) later(run);
      }
    },
  };
}
