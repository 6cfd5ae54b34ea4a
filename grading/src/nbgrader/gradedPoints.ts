import type * as tf from '@tensorflow/tfjs';
import {
  judge,
  judgeTrained,
  trainingPlan,
  type Answers,
  type Finding,
  type ModelPart,
  type Part,
  type Report,
} from 'course';
import { reportBundle } from 'course/dist/report/Report';
import { rubric } from '../rubric/rubric';
import { score } from '../rubric/score';

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
  const reports: Partial<Record<Part, Report>> = {};
  for (const [name, answer] of Object.entries(answers)) {
    const part = name as Part;
    const report = orTold(part, () => judge(part, answer() as Answers[typeof part]));
    if (!report) continue;
    reports[part] = report;
    if (name in trained)
      report.findings.push(...trainedFindings(name as ModelPart, trained[name]!));
    console.log(reportBundle(report)['text/plain']);
  }
  const items = Object.values(rubric)
    .flat()
    .filter(({ part }) => part in answers);
  const scored = score(items, reports);
  for (const { title, points, earned } of scored) {
    console.log(`${earned} of ${points} points: ${title}`);
  }
  return scored.reduce((sum, { earned }) => sum + earned, 0);
}

/** What training may have changed, and the accuracy if enough was learned to judge it. */
function trainedFindings(part: ModelPart, trained: () => unknown): Finding[] {
  const { quick } = trainingPlan();
  if (quick) console.log('Quick run: the accuracy is not judged, and earns no points.');
  const report = orTold(part, () => {
    const [model, accuracy] = trained() as [tf.LayersModel, number];
    return judgeTrained(part, model, quick ? undefined : accuracy);
  });
  return (report?.findings ?? [])
    .filter(({ property }) => /^(unchanged by|at least)/.test(property))
    .map((one) =>
      one.property.startsWith('unchanged')
        ? { ...one, property: `${one.property}, after training` }
        : one,
    );
}

/** What a judge finds; undefined if there is nothing to judge, of which the student is told why. */
function orTold(part: Part, run: () => Report): Report | undefined {
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
