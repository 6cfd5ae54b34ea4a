import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {
  accuracyFinding,
  definitionOf,
  trainingPlan,
  twinOf,
  withoutTraces,
  type Finding,
  type NetworkPartName,
  type Training,
} from 'course';
import { imageBatch, readWeights } from 'equivariant';
import { loadRotatedMnist, makeTestDigits, subset, type DigitSet } from 'rotated-mnist';
import type { RemoteModel } from '../remote/RemoteLayer';
import { measureAccuracy } from './measureAccuracy';

/** Where a network gets the weights whose accuracy is judged. */
export interface AccuracyTask {
  /** A file that was handed in. */
  weights?: string;
  /** The fallback if that file is missing or does not fit. */
  training?: Training;
}

/** The number of test pictures for a close call. */
const testCount = 10_000;
/** The number of pictures on which the trained network must be invariant. */
const turned = 16;

/**
 * Judges a trained network on new pictures: its accuracy, and that rotating a picture does not
 * change the prediction. The labels stay in this process.
 *
 * Where a network computes what the course's own does, the course's own recognizes the pictures,
 * with the weights of the answer.
 *
 * @param draw chooses the pictures
 */
export function judgeAccuracy(
  part: NetworkPartName,
  model: RemoteModel,
  { weights, training }: AccuracyTask,
  digits: { test: DigitSet; train: DigitSet | undefined },
  draw: number,
): Finding[] {
  const { accuracy: least, afterTraining, networks } = definitionOf(part);
  const { test } = digits;
  const network = model as unknown as tf.LayersModel;
  const pictures = imageBatch(test, range(0, turned));
  const twin = (): tf.LayersModel | undefined => twinOf(network, networks, pictures, false);
  const wasOwn = twin() !== undefined;
  const origin = weights === undefined ? undefined : tryWeights(model, weights);
  const isHandedIn = origin?.source !== undefined;
  let source = origin?.source;
  if (source === undefined) {
    const why = origin?.problem ?? 'No trained weights were handed in.';
    if (!training) return [unknownAccuracy(part, why)];
    const epochs = trainRemotely(model, digits.train!, training, draw);
    source = `${why} Trained by the grader for ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`;
  }
  if (!model.weights.every((weight) => allFinite(weight.read()))) {
    return [unknownAccuracy(part, `Its weights are not all numbers. ${source}.`)];
  }
  const own = twin();
  if (wasOwn && !own) {
    const why = 'After training it computes something else than before from the same weights.';
    return [unknownAccuracy(part, `${why} ${source}.`)];
  }
  const { accuracy, count } = measureAccuracy(
    (start, end) => recognized(own ?? model, test, start, end),
    test.count,
    least,
  );
  const findings = withoutTraces(() => afterTraining(network, accuracy, pictures));
  pictures.dispose();
  return findings.map(({ hint, ...one }) => {
    // Nobody stopped the grader's own training.
    const help = hint !== undefined && (one.id !== 'accuracy' || isHandedIn) ? { hint } : {};
    return one.id === 'accuracy'
      ? { ...one, ...help, detail: `${one.detail}, of ${count} new digits. ${source}.` }
      : { ...one, ...help, property: `${one.property}, on digits` };
  });
}

const allFinite = (x: tf.Tensor): boolean => [...x.dataSync()].every(Number.isFinite);

/** The finding for an accuracy that can't be measured. */
export function unknownAccuracy(part: NetworkPartName, detail: string): Finding {
  const { id, property, passed } = accuracyFinding(definitionOf(part).accuracy, NaN);
  return { id, property, passed, detail };
}

function tryWeights(model: RemoteModel, file: string): { source?: string; problem?: string } {
  try {
    const saved = readWeights(readFileSync(file));
    const shapes = (all: { shape: unknown }[]): string =>
      JSON.stringify(all.map(({ shape }) => shape));
    if (shapes(saved) !== shapes(model.weights)) {
      return { problem: 'The weights that were handed in belong to another network.' };
    }
    for (const [index, { shape, values }] of saved.entries()) {
      tf.tidy(() => void model.weights[index]!.write(tf.tensor(values, shape)));
    }
    return { source: 'With the weights that were handed in' };
  } catch (error) {
    return {
      problem: `The weights that were handed in can’t be read: ${(error as Error).message}`,
    };
  }
}

/**
 * Trains a network as its exercise says; in a quick run with less, to check that everything works.
 *
 * @returns for how many epochs
 */
function trainRemotely(
  model: RemoteModel,
  train: DigitSet,
  training: Training,
  draw: number,
): number {
  const plan = trainingPlan();
  const { images, labels, count, height, width } = plan.quick ? subset(train, plan.train) : train;
  const epochs = plan.quick ? plan.epochs : training.epochs;
  const numbers = (bytes: Uint8Array, shape: number[]) => ({
    tensor: { shape, dtype: 'float32', numbers: Float32Array.from(bytes) },
  });
  model.train({
    images: numbers(images, [count, height, width]),
    labels: numbers(labels, [count]),
    epochs,
    peakRate: training.peakRate,
    seed: draw,
  });
  return epochs;
}

function recognized(
  model: Pick<RemoteModel, 'predict'> | tf.LayersModel,
  test: DigitSet,
  start: number,
  end: number,
): number {
  const batch = 250;
  let right = 0;
  for (let from = start; from < end; from += batch) {
    const to = Math.min(from + batch, end);
    const found = tf.tidy(() => {
      const logits = model.predict(imageBatch(test, range(from, to))) as tf.Tensor;
      return logits.argMax(1).dataSync<'int32'>();
    });
    right += found.filter((digit, i) => digit === test.labels[from + i]).length;
  }
  return right;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first }, (_, i) => first + i);
}

/** The two sets of digits, generated on demand and kept. */
export class DigitSets {
  private readonly tests = new Map<number, Promise<DigitSet>>();
  private trains: Promise<DigitSet> | undefined;

  test(draw: number): Promise<DigitSet> {
    let made = this.tests.get(draw);
    if (!made) this.tests.set(draw, (made = makeTestDigits(draw, testCount)));
    return made;
  }

  train(): Promise<DigitSet> {
    return (this.trains ??= loadRotatedMnist().then(({ train }) => train));
  }
}
