import type * as tf from '@tensorflow/tfjs';
import {
  learningCurves,
  train,
  type History,
  type LabelledImages,
  type TrainingResult,
  type TrainOptions,
} from 'equivariant';
import { liveDisplay, progressBar } from 'notebook-display';

/** A finished or running training run, with the name that figures give it. */
export interface NamedRun {
  name: string;
  history: History;
}

/** A run as `learningCurves` draws it. */
export function curve({ name, history }: NamedRun): Parameters<typeof learningCurves>[0][number] {
  return {
    name,
    loss: history.losses.map((value, i) => ({ step: i + 1, value })),
    accuracy: history.epochs.flatMap(({ epoch, accuracy }) =>
      accuracy === undefined ? [] : [{ epoch, value: accuracy }],
    ),
  };
}

/**
 * Trains a network as `train` does, and shows how it gets on: a progress bar and the learning curves, both updated in place.
 * Stop it early with the Stop button; the model keeps what it has learned.
 *
 * @param others finished runs to be drawn beside this one
 *
 * @example
 * const run = await trainLive('C4CNN', model, data.train, { epochs: 5, validation });
 */
export async function trainLive(
  name: string,
  model: tf.LayersModel,
  data: LabelledImages,
  options: TrainOptions,
  others: readonly NamedRun[] = [],
): Promise<TrainingResult & NamedRun> {
  const batchSize = options.recipe?.batchSize ?? 64;
  const stepsPerEpoch = Math.ceil(data.count / batchSize);
  const bar = progressBar({ label: name, epochs: options.epochs, stepsPerEpoch });
  const figure = liveDisplay();
  let outcome: string | undefined = 'failed';
  try {
    const result = await train(model, data, {
      ...options,
      onProgress(progress) {
        const { epoch, loss, accuracy, history } = progress;
        const step = progress.step - (epoch - 1) * stepsPerEpoch;
        bar.update({ epoch, step, loss, accuracy });
        if (progress.step % 20 === 0 || step === stepsPerEpoch) {
          figure.update(learningCurves([...others, { name, history }].map(curve)));
        }
        options.onProgress?.(progress);
      },
    });
    outcome = undefined;
    return { ...result, name };
  } finally {
    bar.finish(outcome);
    await figure.finish();
  }
}
