import { createInterface } from 'node:readline';
import * as tf from '@tensorflow/tfjs';
import {
  C4CNN,
  C4CNNWithBatchNorm,
  chooseBackend,
  D4CNN,
  imageBatch,
  IsotropicCNN,
  train,
  type LabelledImages,
} from 'equivariant';
import { subset } from 'rotated-mnist';
import type { Answer, NetworkName, Request, TensorText } from './protocol';

const makers: Record<NetworkName, new () => tf.LayersModel> = {
  ...{ C4CNN, IsotropicCNN, C4CNNWithBatchNorm, D4CNN },
};
const size = 33;

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
        this.subjects.get(key(request))!.model.dispose();
        this.subjects.delete(key(request));
        return {};
      case 'step':
        return { times: await steps(this.subjects.get(key(request))!, request.repetitions) };
      case 'forward':
        return { times: forwards(this.subjects.get(key(request))!, request.repetitions) };
    }
  }

  private make({
    model: name,
    batch,
    weights,
    pictures,
    labels,
  }: Extract<Request, { op: 'make' }>): Answer {
    const model = new makers[name]();
    tf.tidy(() => model.setWeights(inModelOrder(model, weights.map(tensor))));
    const images = Uint8Array.from(Buffer.from(pictures, 'base64'));
    const data = {
      images,
      labels: Uint8Array.from(labels),
      count: labels.length,
      height: size,
      width: size,
    };
    this.subjects.set(`${name} ${batch}`, { model, data, batch });
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
  const times: number[] = [];
  let last = performance.now();
  const count = batch * (repetitions + 1);
  await train(model, cycled(data, count), {
    epochs: 1,
    recipe: {
      batchSize: batch,
      schedule: () => 1e-3,
      weightDecay: 1e-2,
      decoupled: true,
      shuffle: false,
    },
    onProgress() {
      const now = performance.now();
      times.push(now - last);
      last = now;
    },
  });
  // The first has the start of the training in it.
  return times.slice(1);
}

function forwards({ model, data, batch }: Subject, repetitions: number): number[] {
  return timed(repetitions, () => {
    (model.apply(imageBatch(data, firstOf(batch))) as tf.Tensor).dataSync();
  });
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

function key({ model, batch }: { model: NetworkName; batch: number }): string {
  return `${model} ${batch}`;
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
