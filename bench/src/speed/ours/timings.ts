import * as tf from '@tensorflow/tfjs';
import {
  evaluate,
  imageBatch,
  labelBatch,
  shuffled,
  train,
  type LabelledImages,
} from 'equivariant';
import { subset } from 'rotated-mnist';

/** A network, and the pictures that it is measured with. */
export interface Subject {
  model: tf.LayersModel;
  data: LabelledImages;
  batch: number;
}

/** The first step or pass includes the start, and the first two are recorded. */
const uncounted = 3;

/** Training steps as the library does them: pictures, gradients, optimizer, progress. */
export async function steps({ model, data, batch }: Subject, laps: number): Promise<number[]> {
  const { times, lap } = stopwatch();
  await train(model, cycled(data, batch * (uncounted + laps)), {
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

/** Forward passes as the library's evaluation does them: pictures, logits, predicted classes. */
export async function forwards({ model, data, batch }: Subject, laps: number): Promise<number[]> {
  const { times, lap } = stopwatch();
  await evaluate(model, cycled(data, batch * (uncounted + laps)), {
    batchSize: batch,
    onProgress: lap,
  });
  return times.slice(uncounted);
}

/** Loading all batches of an epoch as training does. */
export function loads(data: LabelledImages, repetitions: number): number[] {
  let epoch = 0;
  return timed(repetitions, () => {
    const order = shuffled(data.count, 1, epoch++);
    for (let start = 0; start < data.count; start += 64) {
      const batch = order.subarray(start, start + 64);
      tf.dispose([imageBatch(data, batch), labelBatch(data, batch)]);
    }
  });
}

/** Products of two square matrices. */
export function matrixProducts(size: number, repetitions: number): number[] {
  return tf.tidy(() => {
    const [a, b] = [tf.randomNormal([size, size]), tf.randomNormal([size, size])];
    return timed(repetitions, () => tf.matMul(a, b));
  });
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

/** Milliseconds that each repetition takes. */
function timed(repetitions: number, compute: () => tf.Tensor | void): number[] {
  return Array.from({ length: repetitions }, () => {
    const start = performance.now();
    tf.tidy(compute);
    return performance.now() - start;
  });
}

/** As many pictures as asked for, repeated if need be. */
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
