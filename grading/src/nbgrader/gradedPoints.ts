import type * as tf from '@tensorflow/tfjs';
import {
  definitionOf,
  exerciseOf,
  isNetwork,
  judge,
  reportBundle,
  said,
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
 * Runs what a notebook shows besides its exercises. A failure there costs no points, so it is only
 * reported.
 *
 * @returns the result of `run`; after a failure undefined, under the type that later cells expect
 */
export async function attempt<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    console.log(said(error));
    return undefined as T;
  }
}

/**
 * Judges answers in the kernel that ran them, and prints what holds and what each item earns.
 *
 * @param answers by part; functions, since an answer may be missing
 * @param trained networks after training with their accuracies, likewise
 * @returns the points: nbgrader reads them from the number at the end of a test cell
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

/** What training may have changed, and the accuracy if the network learned enough to judge it. */
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

/** The judge's report; undefined if there is nothing to judge, which the student is told. */
function orTold<T>(part: Part, run: () => T): T | undefined {
  try {
    return withoutErrorOutput(run);
  } catch (error) {
    console.log(`Exercise ${part}: ${said(error)}`);
    return undefined;
  }
}

/** nbgrader gives no points where a test writes anything to stderr. */
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
