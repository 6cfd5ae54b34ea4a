import { platform } from '../platform';

/** How much a notebook trains. */
export interface TrainingPlan {
  /** Whether this is a run on part of the data, to check that everything works. */
  quick: boolean;
  epochs: number;
  /** Epochs of the comparison with the tutorial's own recipe. */
  referenceEpochs: number;
  /** How many pictures to train on. */
  train: number;
  /** How many to measure the accuracy on after each epoch. */
  validation: number;
  /** How many to measure the final accuracy on. */
  test: number;
  /** How many to measure the accuracy on at each angle. */
  perAngle: number;
}

const full: TrainingPlan = {
  quick: false,
  epochs: 5,
  referenceEpochs: 2,
  train: 12_000,
  validation: 2_000,
  test: 50_000,
  perAngle: 400,
};

const quick: TrainingPlan = {
  quick: true,
  epochs: 1,
  referenceEpochs: 1,
  train: 1_280,
  validation: 200,
  test: 500,
  perAngle: 50,
};

/** The full plan, or the quick one (on Node: if the environment variable COURSE_QUICK is 1). */
export function trainingPlan(): TrainingPlan {
  return platform.isQuickRun() ? quick : full;
}
