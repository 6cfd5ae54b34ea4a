import * as tf from '@tensorflow/tfjs';
import type { Platform } from './Platform';

const files = new Map<string, Uint8Array>();
let stop: (() => void) | undefined;

// Another platform, as a browser would be: without a native library, environment or disk.
jest.mock('./index', () => {
  const { loadWasm } =
    jest.requireActual<typeof import('./node/loadTensorFlow')>('./node/loadTensorFlow');
  const platform: Platform = {
    loaders: { wasm: loadWasm },
    remedy: 'Take another.',
    settings: () => ({ backend: undefined, fastKernels: true }),
    nextTurn: () => Promise.resolve(),
    onInterrupt: (listener) => {
      stop = listener;
      return () => (stop = undefined);
    },
    readFile: (path) => files.get(path),
    writeFile: (path, content) => void files.set(path, content),
    sha256: (content) => String(content.reduce((sum, byte) => (31 * sum + byte) % 1_000_003, 7)),
  };
  return { platform };
});

import { C4, chooseBackend, LiftingConv2d, readWeights, train } from '..';

const data = {
  images: Uint8Array.from({ length: 4 * 25 }, (_, i) => (i * 37) % 256),
  labels: Uint8Array.of(0, 1, 2, 0),
  count: 4,
  height: 5,
  width: 5,
};

function network(): tf.Sequential {
  const lift = { group: C4, filters: 2, kernelSize: 5, inputShape: [5, 5, 1], seed: 1 };
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 2 });
  return tf.sequential({
    layers: [
      new LiftingConv2d(lift),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3, kernelInitializer }),
    ],
  });
}

it('chooses the backend that this platform has, without a word about others', async () => {
  expect(await chooseBackend()).toEqual({ name: 'wasm', description: 'WebAssembly on the CPU' });
  await expect(chooseBackend('native')).rejects.toThrow(
    'native does not work: this platform does not have it',
  );
});

it("trains, stops, and resumes from the platform's files", async () => {
  await chooseBackend();
  const whole = network();
  await train(whole, data, { epochs: 3 });
  const run = { epochs: 3, checkpoint: 'run' };
  const first = await train(network(), data, { ...run, onProgress: () => stop?.() });
  expect(first.interrupted).toBe(true);
  expect(stop).toBeUndefined();
  const second = network();
  const { history } = await train(second, data, run);
  expect(history.epochs).toHaveLength(3);
  const weights = (model: tf.LayersModel): number[][] =>
    model.getWeights().map((weight) => [...weight.dataSync()]);
  expect(weights(second)).toEqual(weights(whole));
  expect(readWeights(files.get('run')!).map(({ values }) => [...values])).toEqual(weights(whole));
});
