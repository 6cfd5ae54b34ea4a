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

/** A training run, finished or not, with its name in figures. */
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
   * Saves the run under this name, such as '3.2'. After a restart of the kernel it resumes, or is
   * not repeated.
   */
  keepAs?: string;
  /** Whether the learning curves are drawn below the progress bar; default true. */
  showCurves?: boolean;
}

/**
 * Trains a network as `train` does and shows a progress bar and the learning curves, both updated
 * in place. The Stop button ends the run early; the network keeps what it has learned.
 *
 * @param others finished runs to draw beside this one
 *
 * @example
 * const run = await trainLive('C4CNN', model, data.train, { epochs: 5, keepAs: '3.2' });
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
    console.log(`Resuming from ${kept.file}. Delete it to train from scratch.`);
  }
  let outcome = 'failed';
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
    const keeps = kept ? 'run the cell again to go on' : 'the network keeps what it has learned';
    outcome = result.interrupted ? `stopped: ${keeps}` : 'done';
    figure?.update(learningCurves([...others, { name, history: result.history }].map(curve)));
    return { ...result, name };
  } finally {
    bar.finish(outcome);
    await figure?.finish();
  }
}
