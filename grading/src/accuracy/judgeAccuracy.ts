import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {
  accuracyFinding,
  definitionOf,
  withoutTraces,
  type Finding,
  type NetworkPartName,
  type Training,
} from 'course';
import { imageBatch, readWeights } from 'equivariant';
import { loadRotatedMnist, makeTestDigits, type DigitSet } from 'rotated-mnist';
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
 * @param draw chooses the pictures
 */
export function judgeAccuracy(
  part: NetworkPartName,
  model: RemoteModel,
  { weights, training }: AccuracyTask,
  digits: { test: DigitSet; train: DigitSet | undefined },
  draw: number,
): Finding[] {
  const { accuracy: least, afterTraining } = definitionOf(part);
  const origin = weights === undefined ? undefined : tryWeights(model, weights);
  let source = origin?.source;
  if (source === undefined) {
    if (!training) {
      return [unknownAccuracy(part, origin?.problem ?? 'No trained weights were handed in.')];
    }
    trainRemotely(model, digits.train!, training, draw);
    source = `${origin?.problem ?? 'No trained weights were handed in.'} Trained by the grader for ${training.epochs} epochs`;
  }
  const { test } = digits;
  const { accuracy, count } = measureAccuracy(
    (start, end) => recognized(model, test, start, end),
    test.count,
    least,
  );
  const pictures = imageBatch(test, range(0, turned));
  const findings = withoutTraces(() =>
    afterTraining(model as unknown as tf.LayersModel, accuracy, pictures),
  );
  pictures.dispose();
  return findings.map((one) =>
    one.id === 'accuracy'
      ? { ...one, detail: `${one.detail}, of ${count} new digits. ${source}.` }
      : { ...one, property: `${one.property}, on digits` },
  );
}

/** The finding for an accuracy that can't be measured. */
export function unknownAccuracy(part: NetworkPartName, detail: string): Finding {
  return { ...accuracyFinding(definitionOf(part).accuracy, NaN), detail };
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

function trainRemotely(
  model: RemoteModel,
  { images, labels, count, height, width }: DigitSet,
  { epochs, peakRate }: Training,
  draw: number,
): void {
  const numbers = (bytes: Uint8Array, shape: number[]) => ({
    tensor: { shape, dtype: 'float32', numbers: Float32Array.from(bytes) },
  });
  model.train({
    images: numbers(images, [count, height, width]),
    labels: numbers(labels, [count]),
    epochs,
    peakRate,
    seed: draw,
  });
}

function recognized(model: RemoteModel, test: DigitSet, start: number, end: number): number {
  const batch = 250;
  let right = 0;
  for (let from = start; from < end; from += batch) {
    const to = Math.min(from + batch, end);
    const found = tf.tidy(() =>
      model
        .predict(imageBatch(test, range(from, to)))
        .argMax(1)
        .dataSync(),
    );
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
