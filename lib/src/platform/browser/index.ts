import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { Platform } from '../Platform';
import { keptFiles } from './keptFiles';
import { loadWasm } from './loadWasm';
import { loadWebGpu } from './loadWebGpu';

/** The part of Node's `process` that the kernel gives to cells in a browser. */
declare const process: {
  env: Record<string, string | undefined>;
  on(event: 'SIGINT', listener: () => void): void;
  off(event: 'SIGINT', listener: () => void): void;
};

/** A worker of a browser: WebGPU or WebAssembly, and files in the browser's storage. */
export const platform: Platform = {
  loaders: { webgpu: loadWebGpu, wasm: loadWasm },

  remedy: 'Reload the page; if that does not help, take another browser.',

  settings: () => ({
    backend: process.env.COURSE_BACKEND,
    fastKernels: process.env.COURSE_FAST_KERNELS !== '0',
  }),

  nextTurn: () => new Promise((resolve) => setTimeout(resolve)),

  onInterrupt(listener) {
    process.on('SIGINT', listener);
    return () => process.off('SIGINT', listener);
  },

  readFile: (file) => keptFiles.read(file),

  writeFile: (file, content) => keptFiles.write(file, content),

  sha256: (content) => bytesToHex(sha256(content)),
};
