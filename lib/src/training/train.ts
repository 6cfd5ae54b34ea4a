import * as tf from '@tensorflow/tfjs';
import { readAll } from '../backend/readAll';
import { repeated, variablesOf, type Computation } from '../backend/repeated';
import { platform } from '../platform';
import { Adam } from './Adam';
import { augmentedBatch } from './augment';
import { readCheckpoint, writeCheckpoint, type Run } from './checkpoint';
import { imageBatch, labelBatch, range, shuffled, type LabelledImages } from './dataset';
import { evaluate } from './evaluate';
import type { EpochRecord, History, TrainingProgress } from './History';
import { courseRecipe, type Recipe } from './recipes';

export interface TrainOptions {
  epochs: number;
  /** Default: the course's recipe. */
  recipe?: Recipe;
  /** Seed of the order of the pictures; default 0. */
  seed?: number;
  /** Pictures for measuring the accuracy after every epoch. */
  validation?: LabelledImages;
  onProgress?: (progress: TrainingProgress) => void;
  /**
   * A file to which the run is saved every 100 steps and at its end; if it exists, the run resumes
   * from it.
   */
  checkpoint?: string;
  /**
   * Stops the run after the current step. So does an interrupt (Ctrl-C, a notebook's Stop button).
   */
  signal?: AbortSignal;
}

export interface TrainingResult {
  history: History;
  /** Whether the run was stopped before its end; the model keeps what it has learned. */
  interrupted: boolean;
}

const window = 50;
const checkpointEvery = 100;

/**
 * Trains a classifier with the mean softmax cross-entropy.
 *
 * The same seed and options give the same weights on the same backend, even if the run was stopped
 * and resumed from its checkpoint.
 *
 * On the native backend, the operations of the first steps are recorded and then replayed. A
 * layer's side effects, such as printing, happen only in those first steps.
 *
 * @param model from `[batch, height, width, 1]` to logits `[batch, classes]`
 * @throws Error if the checkpoint belongs to another run
 *
 * @example
 * const onProgress = ({ loss }: TrainingProgress) => console.log(loss);
 * const { history } = await train(new C4CNN(), data.train, { epochs: 5, onProgress });
 */
export async function train(
  model: tf.LayersModel,
  data: LabelledImages,
  options: TrainOptions,
): Promise<TrainingResult> {
  const { epochs, recipe = courseRecipe(), seed = 0, validation, onProgress, checkpoint } = options;
  const stepsPerEpoch = Math.ceil(data.count / recipe.batchSize);
  const steps = epochs * stepsPerEpoch;
  const variables = variablesOf(model.trainableWeights);
  const optimizer = new Adam(variables, recipe.weightDecay, recipe.decoupled);
  const state = [...variablesOf(model.weights), ...optimizer.changed];
  const lesson = lessonFrom(model, variables, optimizer, recipe.labelSmoothing ?? 0);
  const lessons = repeated(lesson, state, optimizer.used);
  const run: Run = { model, optimizer, history: { losses: [], epochs: [] }, accuracies: [] };
  const fingerprint = { epochs, seed, batchSize: recipe.batchSize, count: data.count };
  // A notebook kernel may run a cell, up to its first wait, with Node's "breakOnSigint", which
  // drops signal listeners that are added meanwhile: the next interrupt would then end the process.
  await platform.nextTurn();
  let interrupted = false;
  const release = platform.onInterrupt(() => (interrupted = true));
  const isStopped = (): boolean => interrupted || (options.signal?.aborted ?? false);
  try {
    if (checkpoint) readCheckpoint(checkpoint, run, fingerprint);
    const { history, accuracies } = run;
    const firstStep = history.losses.length;
    const started = performance.now();
    let order: Int32Array = new Int32Array();
    for (let step = firstStep; step < steps && !isStopped(); step++) {
      const epoch = Math.floor(step / stepsPerEpoch);
      if (step === firstStep || step % stepsPerEpoch === 0) {
        order = recipe.shuffle ? shuffled(data.count, seed, epoch) : range(0, data.count);
      }
      const start = (step % stepsPerEpoch) * recipe.batchSize;
      const batch = order.subarray(start, start + recipe.batchSize);
      const results = tf.tidy(() => {
        const x = recipe.augmentation
          ? augmentedBatch(data, batch, recipe.augmentation, seed * 1_000_003 + step)
          : imageBatch(data, batch);
        const numbers = optimizer.next(recipe.schedule(step, steps));
        return lessons.run([x, labelBatch(data, batch), ...numbers]);
      });
      const [loss, accuracy] = await readAll(results);
      history.losses.push(loss![0]!);
      accuracies.push(accuracy![0]!);
      const done = step + 1;
      if (done % stepsPerEpoch === 0) {
        const record = epochRecord(run, epoch + 1, stepsPerEpoch);
        if (validation) record.accuracy = (await evaluate(model, validation)).accuracy;
        history.epochs.push(record);
      }
      if (checkpoint && (done % checkpointEvery === 0 || done === steps)) {
        writeCheckpoint(checkpoint, run, fingerprint);
      }
      const seconds = (performance.now() - started) / 1000;
      onProgress?.({
        epoch: epoch + 1,
        epochs,
        step: done,
        steps,
        loss: mean(history.losses.slice(-window)),
        accuracy: mean(accuracies.slice(-window)),
        seconds,
        secondsLeft: (seconds / (done - firstStep)) * (steps - done),
        history,
      });
      await platform.nextTurn();
    }
    const isUnfinished = history.losses.length < steps;
    if (checkpoint && isUnfinished) writeCheckpoint(checkpoint, run, fingerprint);
    return { history, interrupted: isUnfinished };
  } finally {
    release();
    lessons.dispose();
    optimizer.dispose();
  }
}

/**
 * One training step, which updates the variables: from pictures, their classes and the optimizer's
 * numbers to the loss and the share of pictures that were recognized.
 */
function lessonFrom(
  model: tf.LayersModel,
  variables: tf.Variable[],
  optimizer: Adam,
  labelSmoothing: number,
): Computation {
  return ([x, labels, ...numbers]) => {
    let correct: tf.Tensor | undefined;
    const { value, grads } = tf.variableGrads(() => {
      const logits = model.apply(x!, { training: true }) as tf.Tensor2D;
      correct = tf.keep(logits.argMax(1).equal(labels!).mean());
      const target = tf.oneHot(labels!, logits.shape[1]);
      const loss: tf.Tensor = tf.losses.softmaxCrossEntropy(
        target,
        logits,
        undefined,
        labelSmoothing,
      );
      return loss.asScalar();
    }, variables);
    const share = correct!.clone();
    correct!.dispose();
    optimizer.apply(
      variables.map((variable) => grads[variable.name]!),
      numbers,
    );
    return [value, share];
  };
}

function epochRecord(run: Run, epoch: number, stepsPerEpoch: number): EpochRecord {
  return {
    epoch,
    loss: mean(run.history.losses.slice(-stepsPerEpoch)),
    trainAccuracy: mean(run.accuracies.slice(-stepsPerEpoch)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
