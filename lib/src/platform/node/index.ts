import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Platform } from '../Platform';
import { loadNative, loadWasm } from './loadTensorFlow';
import { loadWebGpu } from './webgpu/loadWebGpu';

/**
 * Node: native library, WebGPU or WebAssembly, environment variables, signals, and files on disk.
 */
export const platform: Platform = {
  loaders: { native: loadNative, webgpu: loadWebGpu, wasm: loadWasm },

  remedy: 'Run "npm start -- --setup-only" again.',

  settings: () => ({
    backend: process.env.COURSE_BACKEND,
    fastKernels: process.env.COURSE_FAST_KERNELS !== '0',
  }),

  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),

  onInterrupt(listener) {
    process.on('SIGINT', listener);
    return () => process.off('SIGINT', listener);
  },

  readFile: (file) => (fs.existsSync(file) ? fs.readFileSync(file) : undefined),

  writeFile(file, content) {
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    // Under another name first: if the process is killed meanwhile, the old file is still whole.
    const temporary = `${file}.${process.pid}.tmp`;
    fs.writeFileSync(temporary, content);
    fs.renameSync(temporary, file);
  },

  sha256: (content) => createHash('sha256').update(content).digest('hex'),
};
