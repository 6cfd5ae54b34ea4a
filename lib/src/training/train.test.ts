import * as tf from '@tensorflow/tfjs';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { chooseBackend } from '../backend/chooseBackend';
import { assertEquivariant } from '../equivariance/equivarianceError';
import { C4 } from '../groups/groups';
import { C4CNN, C4CNNWithBatchNorm } from '../models/models';
import { readWeights, weightsOnly } from './checkpoint';
import type { LabelledImages } from './dataset';
import { evaluate } from './evaluate';
import { courseRecipe } from './recipes';
import { train, type TrainOptions } from './train';

/**
 * Pictures that a network can learn to tell apart: class c has a disc of radius c + 2 somewhere
 * near the middle.
 */
function discs(count: number, seed: number): LabelledImages {
  const size = 33;
  const images = new Uint8Array(count * size * size);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  for (let i = 0; i < count; i++) {
    const shift = ((i * 7 + seed) % 5) - 2;
    for (let row = 0; row < size; row++) {
      for (let col = 0; col < size; col++) {
        const inside = Math.hypot(row - 16 - shift, col - 16 + shift) < labels[i]! + 2;
        images[(i * size + row) * size + col] = inside ? 200 + ((row * col) % 50) : 0;
      }
    }
  }
  return { images, labels, count, height: size, width: size };
}

const data = discs(100, 1);
const small = { channels: [2, 3, 4, 5, 6] };
const recipe = { ...courseRecipe(1e-2), batchSize: 32 };
const weightsOf = (model: tf.LayersModel): tf.TypedArray[] =>
  model.weights.map((weight) => weight.read().dataSync().slice());
const run = async (options: Partial<TrainOptions>, Model = C4CNN): Promise<tf.LayersModel> => {
  const model = new Model({ ...small, seed: 3 });
  await train(model, data, { epochs: 3, recipe, seed: 5, ...options });
  return model;
};

let folder: string;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'train-'));
  await chooseBackend('native');
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

it('learns', async () => {
  const model = new C4CNNWithBatchNorm({ channels: [4, 4, 8, 8, 16], seed: 1 });
  const { history, interrupted } = await train(model, data, {
    epochs: 30,
    recipe,
    validation: data,
  });
  expect(interrupted).toBe(false);
  expect(history.losses).toHaveLength(30 * 4);
  expect(history.losses.at(-1)).toBeLessThan(history.losses[0]! / 2);
  expect(history.epochs.at(-1)!.accuracy).toBeGreaterThan(0.9);
  // What it learned from, turned by any element of the group, it must know just as well.
  assertEquivariant(model, C4, tf.randomUniform([4, 33, 33, 1], 0, 1, 'float32', 2));
});

it('gives the same weights for the same seed, and others for another', async () => {
  const first = weightsOf(await run({}));
  expect(weightsOf(await run({}))).toEqual(first);
  expect(weightsOf(await run({ seed: 6 }))).not.toEqual(first);
});

it.each([1, 4, 6])('goes on to the same result after a stop in step %d', async (stopAfter) => {
  const whole = await run({ validation: data }, C4CNNWithBatchNorm);
  const checkpoint = path.join(folder, `stopped-${stopAfter}`);
  const stop = new AbortController();
  const onProgress = ({ step }: { step: number }): void => {
    if (step === stopAfter) stop.abort();
  };
  const options = { validation: data, checkpoint };
  await run({ ...options, onProgress, signal: stop.signal }, C4CNNWithBatchNorm);
  const resumed = await run(options, C4CNNWithBatchNorm);
  expect(weightsOf(resumed)).toEqual(weightsOf(whole));
});

it('restores a finished run without training again', async () => {
  const checkpoint = path.join(folder, 'finished');
  const first = await run({ checkpoint });
  let steps = 0;
  const again = await run({ checkpoint, onProgress: () => steps++ });
  expect(steps).toBe(0);
  expect(weightsOf(again)).toEqual(weightsOf(first));
});

it('keeps what it has learned when the process is interrupted', async () => {
  const model = new C4CNN({ ...small, seed: 3 });
  const before = weightsOf(model);
  const onProgress = ({ step }: { step: number }): void => {
    if (step === 2) process.emit('SIGINT');
  };
  const { history, interrupted } = await train(model, data, { epochs: 3, recipe, onProgress });
  expect(interrupted).toBe(true);
  expect(history.losses).toHaveLength(2);
  expect(weightsOf(model)).not.toEqual(before);
  expect(process.listenerCount('SIGINT')).toBe(0);
});

it('keeps weights in a checkpoint that can be read without the run', async () => {
  const checkpoint = path.join(folder, 'weights');
  const model = await run({ checkpoint, epochs: 1 });
  const bytes = fs.readFileSync(checkpoint);
  const small = weightsOnly(bytes);
  expect(small.length).toBeLessThan(0.5 * bytes.length);
  for (const file of [bytes, small]) {
    const saved = readWeights(file);
    expect(saved.map(({ values }) => values)).toEqual(weightsOf(model));
    expect(saved.map(({ shape }) => shape)).toEqual(model.weights.map(({ shape }) => shape));
  }
  expect(() => readWeights(small.subarray(0, small.length - 4))).toThrow('no saved weights');
});

it('refuses a checkpoint of another run, of another model, or a damaged one', async () => {
  const checkpoint = path.join(folder, 'other');
  await run({ checkpoint, epochs: 1 });
  await expect(run({ checkpoint, epochs: 2 })).rejects.toThrow('epochs 1');
  const wider = new C4CNN({ channels: [2, 3, 4, 5, 7] });
  const options = { epochs: 1, recipe, seed: 5, checkpoint };
  await expect(train(wider, data, options)).rejects.toThrow('of another model');
  const bytes = fs.readFileSync(checkpoint);
  bytes[bytes.length - 10]! ^= 1;
  fs.writeFileSync(checkpoint, bytes);
  await expect(run({ checkpoint, epochs: 1 })).rejects.toThrow('is damaged. Delete');
  fs.writeFileSync(checkpoint, 'no checkpoint');
  await expect(run({ checkpoint, epochs: 1 })).rejects.toThrow('is damaged. Delete');
});

it('reports every step and the time that is left', async () => {
  const seen: number[] = [];
  await run({
    onProgress: ({ step, steps, secondsLeft, accuracy, epoch, epochs }) => {
      seen.push(step);
      expect(steps).toBe(12);
      expect(epochs).toBe(3);
      expect(epoch).toBe(Math.ceil(step / 4));
      expect(accuracy).toBeGreaterThanOrEqual(0);
      if (step === steps) expect(secondsLeft).toBe(0);
      else expect(secondsLeft).toBeGreaterThan(0);
    },
  });
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

it('leaves no tensor behind, in training or evaluation', async () => {
  const model = new C4CNNWithBatchNorm(small);
  await evaluate(model, data);
  const before = tf.memory().numTensors;
  await train(model, data, { epochs: 2, recipe, validation: data });
  await evaluate(model, data);
  expect(tf.memory().numTensors).toBe(before);
});

it('counts what was recognized and as what', async () => {
  const model = new C4CNN({ ...small, seed: 2 });
  const { accuracy, confusion, count } = await evaluate(model, data, { batchSize: 7 });
  expect(count).toBe(100);
  expect(confusion.flat().reduce((a, b) => a + b)).toBe(100);
  confusion.forEach((row) => expect(row.reduce((a, b) => a + b)).toBe(10));
  expect(accuracy).toBe(confusion.reduce((sum, row, i) => sum + row[i]!, 0) / 100);
  const whole = await evaluate(model, data, { batchSize: 100 });
  expect(whole.confusion).toEqual(confusion);
});

it('prepares the pictures as told', async () => {
  const model = new C4CNN({ ...small, seed: 2 });
  const { confusion } = await evaluate(model, data, { prepare: (x) => tf.zerosLike(x) });
  // Ten blank pictures a class, all taken for the same digit.
  expect(confusion.every((row) => row.includes(10))).toBe(true);
});
