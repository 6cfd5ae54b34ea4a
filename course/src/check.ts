import type * as tf from '@tensorflow/tfjs';
import { show } from 'notebook-display';
import { percent } from './checks/network/network';
import { CheckFailed, passed, reportBundle, type Report } from './checks/Report';
import { exerciseOf, type Answers, type NetworkPartName, type Part } from './exercises';
import { notebookOf } from './exercises/gradeIds';
import { judge, judgeTrained } from './judge';
import { classesOf, olderVersions } from './olderVersions';
import { restrictedUses } from './restrictedUses';
import type { TrainingPlan } from './training/trainingPlan';

/**
 * Checks the answer to a part of an exercise and shows its findings as a table. After a failure it
 * also shows hints and a figure.
 *
 * @throws CheckFailed if a property does not hold
 *
 * @example
 * await check('2.3', LiftingConv2d);
 */
export async function check<P extends Part>(part: P, answer: Answers[P]): Promise<void> {
  const { findings } = withWholeStacks(() => judge(part, answer)) as Report;
  const older = olderVersions(answer);
  const notebook = notebookOf(exerciseOf(part));
  await conclude({ part, findings: [...older, ...findings, ...restrictedUses(notebook, answer)] });
}

/** Frames of a stack: enough to reach an answer's own through those of TensorFlow.js. */
const stackFrames = 50;

function withWholeStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = stackFrames;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * Checks that a trained network is still invariant, and accurate enough. A quick plan shows the
 * accuracy but does not judge it.
 *
 * @param accuracy share of the test pictures that the network recognized, 0..1
 * @throws CheckFailed if a property does not hold
 *
 * @example
 * await checkTrained('3.2', model, accuracy, plan);
 */
export async function checkTrained(
  part: NetworkPartName,
  model: tf.LayersModel,
  accuracy: number,
  plan: TrainingPlan,
): Promise<void> {
  const { findings } = judgeTrained(part, model, plan.quick ? undefined : accuracy);
  const older = olderVersions(...classesOf(model));
  await conclude({ part, findings: [...older, ...findings] });
  if (plan.quick) {
    console.log(`Quick run: the accuracy, ${percent(accuracy)}, is not judged.`);
  }
}

async function conclude(report: Report): Promise<void> {
  await show(reportBundle(report));
  if (passed(report)) return;
  const picture = report.findings.find(({ passed, figure }) => !passed && figure)?.figure;
  if (picture) await show(picture);
  throw new CheckFailed(report);
}
