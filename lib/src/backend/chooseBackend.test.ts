import * as tf from '@tensorflow/tfjs';
import { testedBackends } from '../testSupport/onEachBackend';
import { chooseBackend } from './chooseBackend';
import { loadNative } from '../platform/node/loadTensorFlow';
import { convolutionsPerSecond } from './trial';
import { loadWebGpu } from '../platform/node/webgpu/loadWebGpu';

jest.mock('../platform/node/loadTensorFlow', () => {
  const actual = jest.requireActual<typeof import('../platform/node/loadTensorFlow')>(
    '../platform/node/loadTensorFlow',
  );
  return { ...actual, loadNative: jest.fn(actual.loadNative) };
});

jest.mock('../platform/node/webgpu/loadWebGpu', () => {
  const { loadWebGpu } = jest.requireActual<typeof import('../platform/node/webgpu/loadWebGpu')>(
    '../platform/node/webgpu/loadWebGpu',
  );
  return { loadWebGpu: jest.fn(loadWebGpu) };
});

jest.mock('./trial', () => {
  const { convolutionsPerSecond } = jest.requireActual<typeof import('./trial')>('./trial');
  return { convolutionsPerSecond: jest.fn(convolutionsPerSecond) };
});

afterEach(() => delete process.env.COURSE_BACKEND);

it('chooses the native library and says so', async () => {
  const { name, description } = await chooseBackend();
  expect(name).toBe('native');
  expect(description).toMatch(/^TensorFlow's native library on (the CPU|a CUDA GPU)$/);
  expect(tf.getBackend()).toBe('tensorflow');
});

it('takes the one that is asked for', async () => {
  process.env.COURSE_BACKEND = 'wasm';
  expect(await chooseBackend()).toEqual({ name: 'wasm', description: 'WebAssembly on the CPU' });
  expect(tf.getBackend()).toBe('wasm');
  await expect(chooseBackend('abacus')).rejects.toThrow('expected one of native, webgpu, wasm');
});

it('falls back to WebAssembly where the native library is missing, and says why', async () => {
  jest.mocked(loadNative).mockRejectedValueOnce(new Error('libtensorflow.so.2 is not there\n at'));
  expect(await chooseBackend()).toEqual({
    name: 'wasm',
    description: 'WebAssembly on the CPU; native does not work: libtensorflow.so.2 is not there',
  });
});

// Without a GPU, one that is only played stands for it.
const onWebGpu = testedBackends.includes('webgpu') ? describe : describe.skip;
onWebGpu('where there is a GPU', () => {
  it.each([
    {
      gpu: 30,
      processor: 10,
      name: 'webgpu',
      says: /^WebGPU on .+ 3\.0 times as fast as the proc/,
    },
    { gpu: 10, processor: 30, name: 'native', says: /^TensorFlow's native library on the CPU$/ },
  ])('takes $name at $gpu against $processor', async ({ gpu, processor, name, says }) => {
    const { loadWebGpu: load } = jest.requireActual<
      typeof import('../platform/node/webgpu/loadWebGpu')
    >('../platform/node/webgpu/loadWebGpu');
    jest.mocked(loadWebGpu).mockImplementationOnce(() => load({ software: true }));
    jest.mocked(convolutionsPerSecond).mockReturnValueOnce(gpu).mockReturnValueOnce(processor);
    const chosen = await chooseBackend();
    expect(chosen.name).toBe(name);
    expect(chosen.description).toMatch(says);
    expect(tf.getBackend()).toBe(name === 'webgpu' ? 'webgpu' : 'tensorflow');
  });

  it('does not count a program that only plays one', async () => {
    await expect(loadWebGpu({ software: false })).rejects.toThrow('there is no GPU');
    expect((await chooseBackend()).name).toBe('native');
  });

  it('is measured by convolutions', async () => {
    await chooseBackend('native');
    expect(convolutionsPerSecond()).toBeGreaterThan(1);
  });
});
