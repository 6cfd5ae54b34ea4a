import type * as tf from '@tensorflow/tfjs';
import { evaluate, type Evaluation, type LabelledImages } from 'equivariant';
import { progressBar } from 'notebook-display';

/**
 * Measures how well a network does, as `evaluate` of `equivariant` does, and shows how far it is.
 *
 * @param name of the network, shown beside the progress
 *
 * @example
 * const { accuracy } = await evaluateLive('C4CNN', model, data.test);
 */
export async function evaluateLive(
  name: string,
  model: tf.LayersModel,
  data: LabelledImages,
): Promise<Evaluation> {
  const totals = { label: name, epochs: 1, stepsPerEpoch: data.count, counted: 'test digits' };
  const bar = progressBar(totals);
  try {
    const evaluation = await evaluate(model, data, {
      onProgress: (share) => bar.update({ epoch: 1, step: Math.round(share * data.count) }),
    });
    bar.update({ epoch: 1, step: data.count, accuracy: evaluation.accuracy });
    return evaluation;
  } finally {
    bar.finish();
  }
}
