import * as tf from '@tensorflow/tfjs';
import { readAll } from '../backend/readAll';
import { repeated, variablesOf, type Computation } from '../backend/repeated';
import { platform } from '../platform';
import { imageBatch, range, type LabelledImages } from './dataset';

export interface Evaluation {
  /** The share of the pictures that the model recognizes, 0..1. */
  accuracy: number;
  /** `confusion[label][prediction]` is a number of pictures. */
  confusion: number[][];
  count: number;
}

export interface EvaluateOptions {
  /** Pictures at a time; default 250. */
  batchSize?: number;
  /**
   * Applied to the pictures first, for example to turn them; input and output
   * `[batch, height, width, 1]`.
   */
  prepare?: (x: tf.Tensor4D) => tf.Tensor4D;
  /** Called with the share of the pictures evaluated so far, 0..1. */
  onProgress?: (share: number) => void;
}

/**
 * Measures how well a classifier does, in inference mode.
 *
 * @param model from `[batch, height, width, 1]` to logits `[batch, classes]`
 *
 * @example
 * const { accuracy } = await evaluate(model, data.test);
 */
export async function evaluate(
  model: tf.LayersModel,
  data: LabelledImages,
  { batchSize = 250, prepare = (x) => x, onProgress }: EvaluateOptions = {},
): Promise<Evaluation> {
  const confusion: number[][] = [];
  let correct = 0;
  let classes = 0;
  const compute: Computation = ([x]) => [model.apply(x!, { training: false }) as tf.Tensor];
  const predict = repeated(compute, variablesOf(model.weights));
  try {
    for (let start = 0; start < data.count; start += batchSize) {
      const end = Math.min(data.count, start + batchSize);
      const results = tf.tidy(() => {
        const x = prepare(imageBatch(data, range(start, end)));
        const [logits] = predict.run([x]);
        classes = logits!.shape[1]!;
        return [logits!.argMax(1)];
      });
      const [predictions] = await readAll(results);
      while (confusion.length < classes) confusion.push(new Array<number>(classes).fill(0));
      predictions!.forEach((prediction, i) => {
        const label = data.labels[start + i]!;
        confusion[label]![prediction]!++;
        if (label === prediction) correct++;
      });
      onProgress?.(end / data.count);
      await platform.nextTurn();
    }
  } finally {
    predict.dispose();
  }
  return { accuracy: correct / data.count, confusion, count: data.count };
}
