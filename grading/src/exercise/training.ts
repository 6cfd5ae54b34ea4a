import {
  definitionOf,
  isNetwork,
  partsOf,
  trainingPlan,
  type CodeNumber,
  type NetworkPartName,
  type Training,
} from 'course';
import type { Rebuilt } from 'course-notebooks';
import type { AccuracyTask } from '../accuracy/judgeAccuracy';
import { limits as table, type Limits } from '../limits';
import type { Accuracy } from '../results/SubmissionResult';
import type { Grader } from './Grader';
import type { WarmKernel } from './WarmKernel';

/** Whether networks of an exercise must be trained to be judged. */
export function mustTrain(
  exercise: CodeNumber,
  accuracy: Accuracy,
  weights: ReadonlyMap<NetworkPartName, Uint8Array>,
): boolean {
  return (
    accuracy === 'train' &&
    partsOf(exercise)
      .filter(isNetwork)
      .some((part) => !weights.has(part))
  );
}

/** Training networks, and measuring them on thousands of pictures, takes longer. */
export function limitsFor(
  { parts }: Rebuilt,
  { limits, accuracy }: Grader,
  trains: boolean,
): Limits {
  if (accuracy === 'none') return limits;
  const trained = parts.map(({ part }) => part).filter(isNetwork);
  const measuring = trained.length * table.measuringWallSeconds;
  const training = trains ? Math.max(0, ...trained.map((part) => trainingOf(part).wallSeconds)) : 0;
  // A quick run trains on a tenth of the digits, for one epoch.
  const share = trainingPlan().quick ? 0.05 : 1;
  const wallSeconds = limits.wallSeconds + share * (measuring + training);
  return { ...limits, wallSeconds, cpuSeconds: Math.max(limits.cpuSeconds, 4 * wallSeconds) };
}

/**
 * An answer that never ends holds up the class, so its time follows what is asked, and how fast
 * this machine is. The slowest right answers take a tenth of it.
 *
 * @param startSeconds how long its sandbox took to start
 */
export function limitsAtPace(
  { parts }: Rebuilt,
  { limits: { wallSeconds: most } }: Grader,
  limits: Limits,
  startSeconds: number,
): Limits {
  const usual = Math.max(...parts.map(({ part }) => usualSeconds[definitionOf(part).kind]));
  const slower = Math.max(
    1,
    startSeconds / table.sandboxStartSeconds,
    most / table.answerWallSeconds,
  );
  const forOthers = limits.wallSeconds - most;
  return { ...limits, wallSeconds: Math.min(most, Math.ceil(usual * slower)) + forOthers };
}

const usualSeconds = {
  law: table.functionWallSeconds,
  function: table.functionWallSeconds,
  layer: table.layerWallSeconds,
  network: table.networkWallSeconds,
};

/**
 * How the accuracy of a part is judged: with the weights that were handed in, or after training.
 */
export function accuracyTask(
  kernel: WarmKernel,
  part: NetworkPartName,
  weights: Uint8Array | undefined,
  accuracy: Accuracy,
): AccuracyTask {
  return {
    ...(weights && { weights: kernel.keep(`${part}.weights`, weights) }),
    ...(accuracy === 'train' && { training: trainingOf(part) }),
  };
}

const trainingOf = (part: NetworkPartName): Training => definitionOf(part).training;
