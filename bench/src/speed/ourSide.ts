import { createInterface } from 'node:readline';
import * as tf from '@tensorflow/tfjs';
import { readFileSync } from 'node:fs';
import {
  bestRecipe,
  C1,
  C4,
  C4CNN,
  C4CNNWithBatchNorm,
  chooseBackend,
  courseRecipe,
  D4,
  D4CNN,
  DeepC4CNN,
  evaluate,
  GroupConv2d,
  GroupMaxPool,
  imageBatch,
  IsotropicCNN,
  labelBatch,
  LiftingConv2d,
  referenceRecipe,
  shuffled,
  SpatialMaxPool,
  SpatialMeanPool,
  train,
  type GridGroup,
  type LabelledImages,
  type Recipe,
} from 'equivariant';
import { subset } from 'rotated-mnist';
import type { Answer, DigitFiles, NetworkName, Request, TensorText } from './protocol';

const makers: Record<NetworkName, (size: number) => tf.LayersModel> = {
  C4CNN: () => new C4CNN({ seed: 1 }),
  IsotropicCNN: () => new IsotropicCNN({ seed: 1 }),
  C4CNNWithBatchNorm: () => new C4CNNWithBatchNorm({ seed: 1 }),
  D4CNN: () => new D4CNN({ seed: 1 }),
  TowerC1: (size) => tower(C1, size),
  TowerC4: (size) => tower(C4, size),
  TowerD4: (size) => tower(D4, size),
};
const digitSize = 33;
/** The first step or pass has the start in it, and the first two are recorded. */
const uncounted = 3;

/** For pictures of any size: for seeing how time grows. */
function tower(group: GridGroup, size: number): tf.LayersModel {
  const layers = [8, 16, 32].flatMap((filters, i) => {
    const args = { group, filters, kernelSize: 3, padding: 1, seed: i };
    return [
      i === 0 ? new LiftingConv2d({ ...args, inputShape: [size, size, 1] }) : new GroupConv2d(args),
      new SpatialMaxPool(),
      tf.layers.reLU(),
    ];
  });
  const head = [new SpatialMeanPool(), new GroupMaxPool(), tf.layers.flatten()];
  return tf.sequential({ layers: [...layers, ...head, tf.layers.dense({ units: 10 })] });
}

interface Subject {
  model: tf.LayersModel;
  data: LabelledImages;
  batch: number;
}

/** This project's side: what a student's training does, with the library as it is. */
class OurSide {
  private readonly subjects = new Map<string, Subject>();

  async answer(request: Request): Promise<Answer> {
    switch (request.op) {
      case 'machine':
        return { version: (await chooseBackend()).description };
      case 'matmul':
        return { times: this.matmul(request.size, request.repetitions) };
      case 'make':
        return this.make(request);
      case 'forget':
        this.subjects.get(request.key)!.model.dispose();
        this.subjects.delete(request.key);
        return {};
      case 'step':
        return { times: await steps(this.subjects.get(request.key)!, request.repetitions) };
      case 'forward':
        return { times: await forwards(this.subjects.get(request.key)!, request.repetitions) };
      case 'first':
        return first(request.model);
      case 'library':
        throw new Error('This project has no other library.');
      case 'load':
        return { times: load(read(request.train, request.trainCount), request.repetitions) };
      case 'train':
        return trained(makers[request.model](digitSize), request, recipeFor(request.peak));
      case 'best':
        return trained(new DeepC4CNN({ seed: 1 }), request, bestRecipe());
      case 'evaluate': {
        const test = read(request.test, request.testCount);
        return { accuracy: (await evaluate(makers[request.model](digitSize), test)).accuracy };
      }
    }
  }

  private make({
    key,
    model: name,
    size,
    batch,
    weights,
    pictures,
    labels,
  }: Extract<Request, { op: 'make' }>): Answer {
    const model = makers[name](size);
    tf.tidy(() => model.setWeights(inModelOrder(model, weights.map(tensor))));
    const images = Uint8Array.from(Buffer.from(pictures, 'base64'));
    const data = {
      images,
      labels: Uint8Array.from(labels),
      count: labels.length,
      height: size,
      width: size,
    };
    this.subjects.set(key, { model, data, batch });
    const first = imageBatch(data, firstOf(Math.min(64, data.count)));
    const logits = tf.tidy(() => Array.from((model.apply(first) as tf.Tensor).dataSync()));
    first.dispose();
    return { logits };
  }

  private matmul(size: number, repetitions: number): number[] {
    return tf.tidy(() => {
      const [a, b] = [tf.randomNormal([size, size]), tf.randomNormal([size, size])];
      return timed(repetitions, () => tf.matMul(a, b));
    });
  }
}

/** Steps of a training as the library does it, from one end to the other: pictures, gradients, optimizer, progress. */
async function steps({ model, data, batch }: Subject, repetitions: number): Promise<number[]> {
  const { times, lap } = stopwatch();
  await train(model, cycled(data, batch * (uncounted + repetitions)), {
    epochs: 1,
    recipe: {
      batchSize: batch,
      schedule: () => 1e-3,
      weightDecay: 1e-2,
      decoupled: true,
      shuffle: false,
    },
    onProgress: lap,
  });
  return times.slice(uncounted);
}

/** Forward passes as the library's evaluation does them: pictures, logits, and the classes that they mean. */
async function forwards({ model, data, batch }: Subject, repetitions: number): Promise<number[]> {
  const { times, lap } = stopwatch();
  await evaluate(model, cycled(data, batch * (uncounted + repetitions)), {
    batchSize: batch,
    onProgress: lap,
  });
  return times.slice(uncounted);
}

/** Milliseconds between one call and the next. */
function stopwatch(): { times: number[]; lap: () => void } {
  const times: number[] = [];
  let last = performance.now();
  const lap = (): void => {
    const now = performance.now();
    times.push(now - last);
    last = now;
  };
  return { times, lap };
}

/** How long each repetition takes, in milliseconds. */
function timed(repetitions: number, compute: () => tf.Tensor | void): number[] {
  return Array.from({ length: repetitions }, () => {
    const start = performance.now();
    tf.tidy(compute);
    return performance.now() - start;
  });
}

/** So many pictures, some of them several times. */
function cycled(data: LabelledImages, count: number): LabelledImages {
  if (count <= data.count) return subset(data, count);
  const pixels = data.height * data.width;
  const images = new Uint8Array(count * pixels);
  for (let start = 0; start < images.length; start += data.images.length) {
    images.set(data.images.subarray(0, images.length - start), start);
  }
  const labels = Uint8Array.from({ length: count }, (_, i) => data.labels[i % data.count]!);
  return { ...data, images, labels, count };
}

/** Weights come layer by layer; a model lists those that are learned first. */
function inModelOrder(model: tf.LayersModel, byLayer: tf.Tensor[]): tf.Tensor[] {
  const values = new Map<tf.LayerVariable, tf.Tensor>();
  let next = 0;
  for (const layer of model.layers) {
    for (const weight of layer.weights) values.set(weight, byLayer[next++]!);
  }
  return model.weights.map((weight) => values.get(weight)!);
}

function tensor({ shape, data }: TensorText): tf.Tensor {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  return tf.tensor(new Float32Array(bytes.buffer), shape);
}

const firstOf = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

async function first(name: NetworkName): Promise<Answer> {
  await chooseBackend();
  const images = new Uint8Array(64 * digitSize ** 2);
  const data = {
    images,
    labels: new Uint8Array(64),
    count: 64,
    height: digitSize,
    width: digitSize,
  };
  await train(makers[name](digitSize), data, { epochs: 1 });
  return {};
}

/** All batches of an epoch as a training takes them. */
function load(data: LabelledImages, repetitions: number): number[] {
  let epoch = 0;
  return timed(repetitions, () => {
    const order = shuffled(data.count, 1, epoch++);
    for (let start = 0; start < data.count; start += 64) {
      const batch = order.subarray(start, start + 64);
      tf.dispose([imageBatch(data, batch), labelBatch(data, batch)]);
    }
  });
}

async function trained(
  model: tf.LayersModel,
  files: DigitFiles & { epochs: number },
  recipe: Recipe,
): Promise<Answer> {
  const data = read(files.train, files.trainCount);
  const started = performance.now();
  await train(model, data, { epochs: files.epochs, recipe, seed: 1 });
  const seconds = (performance.now() - started) / 1000;
  const { accuracy } = await evaluate(model, read(files.test, files.testCount));
  model.dispose();
  return { seconds, accuracy };
}

const recipeFor = (peak?: number): Recipe => (peak ? courseRecipe(peak) : referenceRecipe());

function read(file: string, count: number): LabelledImages {
  // A plain array of bytes, as the data set has it.
  const bytes = new Uint8Array(readFileSync(file));
  const pixels = count * digitSize ** 2;
  const [images, labels] = [bytes.subarray(0, pixels), bytes.subarray(pixels)];
  return { images, labels, count, height: digitSize, width: digitSize };
}

async function main(): Promise<void> {
  const side = new OurSide();
  for await (const line of createInterface(process.stdin)) {
    const answer = await side.answer(JSON.parse(line) as Request);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
