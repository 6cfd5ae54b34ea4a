import * as tf from '@tensorflow/tfjs';

/** The module starts with so many workers; it would wait forever for another. */
const mostThreads = 8;

/**
 * Whether threads are sure to start. This worker waits for them: Chromium loads their script
 * meanwhile, Firefox only after it, and then both wait forever.
 */
const mayHaveThreads = crossOriginIsolated && /Chrom(e|ium)\//.test(navigator.userAgent);

/** Loads TensorFlow.js's WebAssembly backend, on all processors if it may; see `LoadBackend`. */
export async function loadWasm(): Promise<string> {
  // Only here: where it is loaded, TensorFlow.js takes it for the default, which has not started.
  const { getThreadsCount, setThreadsCount, setWasmPaths } =
    await import('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(new URL('files/wasm/', location.href).href);
  const threads = Math.min(mostThreads, navigator.hardwareConcurrency);
  setThreadsCount(threads);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', mayHaveThreads);
  // The module takes half of the processors that it sees.
  Object.defineProperty(navigator, 'hardwareConcurrency', {
    configurable: true,
    value: 2 * threads,
  });
  try {
    if (!(await tf.setBackend('wasm'))) throw new Error('its backend did not start');
  } finally {
    delete (navigator as { hardwareConcurrency?: number }).hardwareConcurrency;
  }
  const count = mayHaveThreads ? getThreadsCount() : 1;
  return `WebAssembly on the CPU, ${count} thread${count === 1 ? '' : 's'}`;
}
