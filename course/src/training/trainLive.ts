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
import { keptTraining } from './keptTraining';

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

/** Options of {@link trainLive}. */
export interface LiveOptions extends TrainOptions {
  /**
   * A name, such as '3.2', under which the training is kept: after a restart it goes on, or is done
   * already.
   */
  keepAs?: string;
  /** Whether the learning curves are drawn below the progress bar; default true. */
  showCurves?: boolean;
}

/**
 * Trains a network as `train` does, and shows how it gets on: a progress bar and the learning
 * curves, both updated in place. Stop it early with the Stop button; the model keeps what it has
 * learned.
 *
 * @param others finished runs to be drawn beside this one
 *
 * @example const run = await trainLive('C4CNN', model, data.train, { epochs: 5, validation, keepAs:
 *   '3.2' });
 */
export async function trainLive(
  name: string,
  model: tf.LayersModel,
  data: LabelledImages,
  { keepAs, showCurves = true, ...options }: LiveOptions,
  others: readonly NamedRun[] = [],
): Promise<TrainingResult & NamedRun> {
  const batchSize = options.recipe?.batchSize ?? 64;
  const stepsPerEpoch = Math.ceil(data.count / batchSize);
  const bar = progressBar({ label: name, epochs: options.epochs, stepsPerEpoch });
  const figure = showCurves ? liveDisplay() : undefined;
  const kept = keepAs === undefined ? undefined : keptTraining(keepAs, model, data.count, options);
  if (kept?.exists) {
    console.log(`Going on from ${kept.file}, kept from before. Delete it to train afresh.`);
  }
  let outcome: string | undefined = 'failed';
  try {
    const result = await train(model, data, {
      ...options,
      ...(kept && { checkpoint: kept.file }),
      onProgress(progress) {
        const { epoch, loss, accuracy, history } = progress;
        const step = progress.step - (epoch - 1) * stepsPerEpoch;
        bar.update({ epoch, step, loss, accuracy });
        if (figure && (progress.step % 20 === 0 || step === stepsPerEpoch)) {
          figure.update(learningCurves([...others, { name, history }].map(curve)));
        }
        options.onProgress?.(progress);
      },
    });
    outcome = result.interrupted ? undefined : 'done';
    figure?.update(learningCurves([...others, { name, history: result.history }].map(curve)));
    return { ...result, name };
  } finally {
    bar.finish(outcome);
    await figure?.finish();
  }
}
