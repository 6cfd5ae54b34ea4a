import type * as tf from '@tensorflow/tfjs';
import {
  definitionOf,
  exerciseOf,
  isNetwork,
  judge,
  reportBundle,
  trainingPlan,
  withoutTraces,
  type Answers,
  type Finding,
  type NetworkPartName,
  type Part,
  type Report,
} from 'course';
import { gradingOf, score, type ScoredItem } from 'course/grading';

/**
 * Runs what a notebook shows beside its exercises. A failure there costs no points, so it is told and nothing else.
 *
 * @returns what `run` gives; where it failed, undefined under the type that later cells expect
 */
export async function attempt<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    console.log(String(error));
    return undefined as T;
  }
}

/**
 * Judges answers in the kernel that made them, and prints what holds and what each item of the rubric earns.
 *
 * @param answers by part; each a function, for an answer may not be there
 * @param trained networks after their training, and their accuracies, likewise
 * @returns the points: nbgrader takes a number at the end of a test cell for them
 */
export function gradedPoints(
  answers: Record<string, () => unknown>,
  trained: Record<string, () => unknown> = {},
): number {
  const scored = Object.entries(answers).flatMap(([name, answer]): ScoredItem[] => {
    const part = name as Part;
    const report = orTold(part, () => judge(part, answer() as Answers[typeof part]) as Report);
    if (report && isNetwork(part) && name in trained) {
      report.findings.push(...trainedFindings(part, trained[name]!));
    }
    if (report) console.log(reportBundle(report)['text/plain']);
    const items = gradingOf(exerciseOf(part)).items.filter((item) => item.part === part);
    return score(items, report ? { [part]: report } : {});
  });
  for (const { title, points, earned } of scored) {
    console.log(`${earned} of ${points} points: ${title}`);
  }
  return scored.reduce((sum, { earned }) => sum + earned, 0);
}

/** What training may have changed, and the accuracy if enough was learned to judge it. */
function trainedFindings(part: NetworkPartName, trained: () => unknown): Finding[] {
  const { quick } = trainingPlan();
  if (quick) console.log('Quick run: the accuracy is not judged, and earns no points.');
  const findings = orTold(part, () => {
    const [model, accuracy] = trained() as [tf.LayersModel, number];
    const { afterTraining } = definitionOf(part);
    return withoutTraces(() => afterTraining(model, quick ? undefined : accuracy));
  });
  return findings ?? [];
}

/** What a judge finds; undefined if there is nothing to judge, of which the student is told why. */
function orTold<T>(part: Part, run: () => T): T | undefined {
  try {
    return withoutErrorOutput(run);
  } catch (error) {
    console.log(`Exercise ${part}: ${String(error)}`);
    return undefined;
  }
}

/** nbgrader gives no points where a test writes to stderr, whatever it is. */
function withoutErrorOutput<T>(run: () => T): T {
  const { stderr, stdout } = process;
  const write = Reflect.get<typeof stderr, 'write'>(stderr, 'write');
  stderr.write = stdout.write.bind(stdout);
  try {
    return run();
  } finally {
    stderr.write = write;
  }
}
