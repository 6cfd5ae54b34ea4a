import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { courseRecipe, type LabelledImages } from 'equivariant';
import { keptTraining } from './keptTraining';
import { trainLive } from './trainLive';

const before = process.cwd();
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  process.chdir(mkdtempSync(join(tmpdir(), 'kept-')));
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(before);
});

class Scale extends tf.layers.Layer {
  constructor(readonly factor: number) {
    super();
  }
  override call(x: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return (x as tf.Tensor[])[0]!.mul(this.factor);
  }
  override getClassName(): string {
    return 'Scale';
  }
}
class Shift extends Scale {
  override call(x: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return (x as tf.Tensor[])[0]!.add(this.factor);
  }
}

function network(layer: tf.layers.Layer = new Scale(1)): tf.LayersModel {
  const head = tf.layers.flatten({ inputShape: [33, 33, 1] });
  return tf.sequential({ layers: [head, layer, tf.layers.dense({ units: 2 })] });
}
const data: LabelledImages = {
  count: 8,
  height: 33,
  width: 33,
  images: new Uint8Array(8 * 33 * 33).map((_, i) => i % 251),
  labels: Uint8Array.from([0, 1, 0, 1, 0, 1, 0, 1]),
};
const options = { epochs: 2, recipe: courseRecipe(), keepAs: '3.2' };
const weights = (model: tf.LayersModel): number[] => [...model.getWeights()[0]!.dataSync()];

test('a run that was complete before a restart is not repeated', async () => {
  const first = network();
  const { history } = await trainLive('net', first, data, options);
  const again = network();
  const onProgress = jest.fn();
  const kept = await trainLive('net', again, data, { ...options, onProgress });
  expect(weights(again)).toEqual(weights(first));
  expect(kept.history).toEqual(history);
  expect(onProgress).not.toHaveBeenCalled();
});

test('a change of the network or of its training starts a new run', () => {
  const { file } = keptTraining('3.2', network(), 8, options);
  const name = (model: tf.LayersModel, count: number, change: object): string =>
    keptTraining('3.2', model, count, { ...options, ...change }).file;
  expect(name(network(), 8, {})).toBe(file);
  const others = [
    name(network(new Scale(2)), 8, { epochs: 3 }),
    name(network(new Shift(1)), 8, {}),
    name(network(), 9, {}),
    name(network(), 8, { seed: 1 }),
    name(network(), 8, { recipe: courseRecipe(1e-3) }),
  ];
  expect(new Set([file, ...others]).size).toBe(6);
});

test('each name keeps one run', async () => {
  await trainLive('net', network(), data, options);
  const others = ['3.2-upright-00000000.weights', '3.3-00000000.weights'];
  for (const other of others) writeFileSync(`progress/${other}`, '');
  expect(existsSync(keptTraining('3.2', network(new Shift(1)), 8, options).file)).toBe(false);
  expect(readdirSync('progress').sort()).toEqual(others);
});
