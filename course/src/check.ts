import * as tf from '@tensorflow/tfjs';
import { show } from 'notebook-display';
import { accuracyProperty, modelProperties, percent } from './modelProperties';
import { normalizationProperties } from './normalizationProperties';
import { CheckFailed, passed, reportBundle, type Finding, type Report } from './Report';
import type { ModelExercise } from './exercises';
import type { TrainingPlan } from './trainingPlan';

/** A class whose instances are networks. */
export type ModelClass = new () => tf.LayersModel;
/** A class whose instances are layers. */
export type LayerClass = new () => tf.layers.Layer;

/**
 * Checks the network of an exercise before it is trained: shape, number of parameters, invariance under every element of
 * its group, and that it looks at its input. Shows a table.
 *
 * @throws CheckFailed if a property does not hold
 *
 * @example
 * await checkModel('3.2', C4CNN);
 */
export async function checkModel(exercise: ModelExercise, Model: ModelClass): Promise<void> {
  const model = new Model();
  try {
    await judge(exercise, () => modelProperties(exercise, model));
  } finally {
    model.dispose();
  }
}

/**
 * Checks a trained network: that training has not cost it its invariance, and that it is accurate enough. A plan
 * with fewer pictures than the whole set shows the accuracy but does not judge it.
 *
 * @param accuracy share of the test pictures that were recognized, 0..1
 * @throws CheckFailed if a property does not hold
 *
 * @example
 * await checkTrained('3.2', model, accuracy, plan);
 */
export async function checkTrained(
  exercise: ModelExercise,
  model: tf.LayersModel,
  accuracy: number,
  plan: TrainingPlan,
): Promise<void> {
  await judge(exercise, () => {
    const findings = modelProperties(exercise, model);
    return plan.quick ? findings : [...findings, accuracyProperty(exercise, accuracy)];
  });
  if (plan.quick) {
    console.log(`Quick run: the accuracy, ${percent(accuracy)}, is not judged.`);
  }
}

/**
 * Checks the normalization layer of exercise 3.5. Shows a table.
 *
 * @throws CheckFailed if a property does not hold
 *
 * @example
 * await checkNormalization('3.5', GroupBatchNorm);
 */
export async function checkNormalization(exercise: '3.5', Layer: LayerClass): Promise<void> {
  await judge(exercise, () => normalizationProperties(() => new Layer()));
}

async function judge(exercise: string, examine: () => Finding[]): Promise<void> {
  let findings: Finding[] = [];
  tf.tidy(() => {
    findings = examine();
  });
  const report: Report = { exercise, findings };
  await show(reportBundle(report));
  if (!passed(report)) throw new CheckFailed(report);
}
