import * as tf from '@tensorflow/tfjs';
import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { catchTurns, readInOneGo, type ReadableBackend, type Turns } from './readSync';
import type { LoadOptions } from '../../Platform';

/** The part of WebGPU's adapter that is used here: a GPU, or a program that emulates one. */
interface Adapter {
  info: { vendor: string; architecture: string; description: string; isFallbackAdapter?: boolean };
}

interface Gpu {
  requestAdapter(options: { powerPreference: string }): Promise<Adapter | null | undefined>;
}

interface Dawn {
  create: (options: string[]) => Gpu;
  globals: Record<string, unknown>;
}

/** A GPU that was found; Dawn lives as long as its GPU is referenced. */
interface Found {
  gpu: Gpu;
  globals: Record<string, unknown>;
  turns: Turns;
  info: Adapter['info'];
}

let found: Promise<Found> | undefined;

/**
 * Loads TensorFlow.js's WebGPU backend on Dawn, Chromium's WebGPU as a Node package; see
 * `LoadBackend`. It uses GPUs of any maker, through Metal, Direct3D 12 or Vulkan.
 */
export async function loadWebGpu({ software }: LoadOptions): Promise<string> {
  if (!software && !hasGpu()) throw new Error('there is no GPU');
  // Only once, because `catchTurns` changes how Dawn waits.
  found ??= find();
  const dawn = await found;
  const { vendor, architecture, description, isFallbackAdapter } = dawn.info;
  const name = description || [vendor, architecture].filter(Boolean).join(' ');
  if (!software && isFallbackAdapter) {
    throw new Error(`there is no GPU, only ${name}, a program that emulates one`);
  }
  if (!(await start(dawn))) throw new Error('its backend did not start');
  return `WebGPU on ${name}`;
}

async function find(): Promise<Found> {
  const { create, globals } = loadDawn();
  const turns = catchTurns(create);
  const gpu = create([]);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('no GPU was found');
  return { gpu, globals, turns, info: adapter.info };
}

/** Without a GPU, Dawn's search would only print useless warnings. */
function hasGpu(): boolean {
  if (process.platform !== 'linux') return true;
  const isGpu = (name: string): boolean => name.startsWith('renderD');
  if (existsSync('/dev/dri') && readdirSync('/dev/dri').some(isGpu)) return true;
  // NVIDIA's own driver, and the Windows driver under WSL.
  return ['/dev/nvidia0', '/dev/dxg'].some((path) => existsSync(path));
}

/**
 * Loaded by its path, because the package is an ES module, which CommonJS cannot load in every
 * version of Node.
 */
function loadDawn(): Dawn {
  const folder = path.dirname(require.resolve('webgpu'));
  const platform = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(path.join(folder, 'dist', platform, 'dawn.node')) as Dawn;
}

/**
 * TensorFlow.js's backend looks for its GPU where a browser keeps it: in the global `navigator`.
 */
async function start({ gpu, globals, turns }: Found): Promise<boolean> {
  if (tf.findBackendFactory('webgpu') as unknown) return tf.setBackend('webgpu');
  Object.assign(globalThis, globals);
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { gpu } });
  try {
    // Required only here, because it looks for the GPU when it is loaded.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require('@tensorflow/tfjs-backend-webgpu');
    if (!(await tf.setBackend('webgpu'))) return false;
  } finally {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else delete (globalThis as { navigator?: unknown }).navigator;
  }
  readInOneGo(tf.backend() as unknown as ReadableBackend, turns);
  return true;
}
