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

  it.each([
    ['values', 'it computes wrong numbers', () => wrongKernel('Conv2D')],
    ['gradients', 'it computes wrong numbers', () => wrongKernel('Conv2DBackpropFilter')],
    ['reads', 'what is read is not what was computed', zerosRead],
  ])('does not use one with wrong %s, and says so', async (_, reason, spoil) => {
    const { loadWebGpu: load } = jest.requireActual<
      typeof import('../platform/node/webgpu/loadWebGpu')
    >('../platform/node/webgpu/loadWebGpu');
    let mend: (() => void) | undefined;
    jest.mocked(loadWebGpu).mockImplementationOnce(async () => {
      const description = await load({ software: true });
      mend = spoil();
      return description;
    });
    try {
      const { name, description } = await chooseBackend();
      expect([name, tf.getBackend()]).toEqual(['native', 'tensorflow']);
      expect(description).toMatch(`the CPU; webgpu does not work: ${reason}`);
    } finally {
      mend?.();
    }
  });

  it('is measured by convolutions', async () => {
    await chooseBackend('native');
    expect(convolutionsPerSecond()).toBeGreaterThan(1);
  });
});

/** Makes a kernel of WebGPU wrong by a hundredth; gives what mends it. */
function wrongKernel(kernelName: string): () => void {
  const kernel = tf.getKernel(kernelName, 'webgpu');
  const exchange = (kernelFunc: tf.KernelConfig['kernelFunc']): void => {
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel({ ...kernel, kernelFunc });
  };
  exchange((args) =>
    tf.tidy(() => {
      const info = kernel.kernelFunc(args) as tf.TensorInfo;
      return tf.engine().makeTensorFromTensorInfo(info).mul(1.01);
    }),
  );
  return () => exchange(kernel.kernelFunc);
}

/** Makes WebGPU read zeros, as a browser without a usable canvas does; gives what mends it. */
function zerosRead(): () => void {
  const backend = tf.backend();
  const readSync = backend.readSync.bind(backend);
  backend.readSync = (id) => (readSync(id) as Float32Array).map(() => 0);
  return () => (backend.readSync = readSync);
}
