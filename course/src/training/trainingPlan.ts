import { platform } from '../platform';

/** How much a notebook trains. */
export interface TrainingPlan {
  /** Whether this is a run on part of the data: accuracies are not judged. */
  quick: boolean;
  /** Whether networks learn too little to be looked at; see `networkToShow`. */
  tooShort: boolean;
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
  tooShort: false,
  epochs: 5,
  referenceEpochs: 2,
  train: 12_000,
  validation: 2_000,
  test: 50_000,
  perAngle: 400,
};

/** About a minute a network on two cores. */
const middle: TrainingPlan = {
  quick: true,
  tooShort: false,
  epochs: 2,
  referenceEpochs: 1,
  train: 9_600,
  validation: 500,
  test: 10_000,
  perAngle: 200,
};

/** Seconds a network. */
const quick: TrainingPlan = {
  quick: true,
  tooShort: true,
  epochs: 1,
  referenceEpochs: 1,
  train: 1_280,
  validation: 200,
  test: 2_000,
  perAngle: 200,
};

/**
 * The full plan; the quick one if the environment variable COURSE_QUICK is 1, and the middle one if
 * it is `middle`. In a browser, fewer digits test a network.
 */
export function trainingPlan(): TrainingPlan {
  const wanted = platform.wantedPlan();
  const plan = wanted === '1' ? quick : wanted === 'middle' ? middle : full;
  return { ...plan, test: Math.min(plan.test, platform.testDigits) };
}
