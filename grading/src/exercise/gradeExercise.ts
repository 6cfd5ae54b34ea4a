import type { Part, Report } from 'course';
import type { CellResult } from 'nbconvert-ts';
import type { Ends } from '../channel/Channel';
import { inside } from '../place/coursePlace';
import { cleanText } from '../results/cleanText';
import type { Status, ExerciseResult } from '../results/SubmissionResult';
import type { CodeExercise } from '../rubric/Item';
import { rubric } from '../rubric/rubric';
import { score } from '../rubric/score';
import type { Answer } from '../submission/takeAnswers';
import type { Grader } from './Grader';
import { rebuild, type Rebuilt } from './rebuild';
import { howItEnded } from './howItEnded';
import { WarmKernel } from './WarmKernel';

/** An exercise whose sandbox is ready for an answer. */
export interface Prepared {
  /** Runs the answers of one submission, asks them from outside, and judges what comes back; the sandbox is used up. */
  grade(sources: readonly string[]): Promise<ExerciseResult>;
  /** Ends a sandbox that is not needed. */
  discard(): Promise<void>;
}

/** The answers of a submission to an exercise. */
export type AnswersToGrade =
  /** To be run, in this order. */
  | { sources: string[] }
  /** Nothing is to be run. */
  | { result: ExerciseResult };

/**
 * What there is to run of a submission.
 *
 * @param answers by grade id
 */
export function answersToGrade(
  exercise: CodeExercise,
  answers: ReadonlyMap<string, Answer>,
): AnswersToGrade {
  const found = rebuild(exercise).answers.map(
    (id): Answer =>
      answers.get(id) ?? { status: 'needs a person', why: `The cell ${id} is missing.` },
  );
  if (found.every(({ status }) => status === 'not attempted')) {
    return { result: unseen(exercise, 'not attempted') };
  }
  const unclear = found.find((answer) => answer.status === 'needs a person');
  if (unclear?.status === 'needs a person') {
    return { result: unseen(exercise, 'needs a person', unclear.why) };
  }
  return {
    sources: found.flatMap((answer) => (answer.status === 'answered' ? [answer.source] : [])),
  };
}

/** The result of an exercise in which no answer was looked at. */
export function unseen(exercise: CodeExercise, status: Status, note?: string): ExerciseResult {
  return resultOf(exercise, { status, ...(note !== undefined && { note }), reports: {} });
}

/**
 * Starts a sandbox with the course's kernel, and runs in it what the exercise builds on.
 *
 * @throws Error if that fails, which is the grader's fault
 */
export async function prepareExercise(exercise: CodeExercise, grader: Grader): Promise<Prepared> {
  const rebuilt = rebuild(exercise);
  const kernel = await WarmKernel.start(
    await grader.places.of(rebuilt.notebook),
    rebuilt.given,
    grader.limits,
  );
  return {
    async grade(sources) {
      try {
        return resultOf(exercise, await examine(kernel, rebuilt, sources, grader));
      } finally {
        await kernel.stop();
      }
    },
    discard: () => kernel.stop(),
  };
}

interface Examination {
  status: Status;
  note?: string;
  reports: Partial<Record<Part, Report>>;
}

function resultOf(exercise: CodeExercise, { status, note, reports }: Examination): ExerciseResult {
  const items = score(rubric[exercise], reports).map((item) => ({
    ...item,
    // An answer's own words are among them.
    findings: item.findings.map((finding) => ({ ...finding, detail: cleanText(finding.detail) })),
  }));
  return { exercise, status, ...(note !== undefined && { note: cleanText(note) }), items };
}

async function examine(
  kernel: WarmKernel,
  { parts }: Rebuilt,
  sources: readonly string[],
  { judge, limits, seed }: Grader,
): Promise<Examination> {
  const deadline = Date.now() + 1000 * limits.wallSeconds;
  const asked = parts.map(({ part, expression }, index) => {
    const pipes = kernel.pipes(String(index));
    const cell = serving(expression, pipes.answer);
    return {
      part,
      pipes,
      cell,
      verdict: undefined as ReturnType<Grader['judge']['judge']> | undefined,
    };
  });
  const results: CellResult[] = [];
  await kernel.run([...sources, ...asked.map(({ cell }) => cell)], {
    totalTimeoutMs: 1000 * limits.wallSeconds,
    onCellStart({ index }) {
      const question = asked[index - sources.length];
      if (!question) return;
      const { part, pipes } = question;
      question.verdict = judge.judge({ part, seed, ends: pipes.judge, deadline });
    },
    onCellEnd(result) {
      results.push(result);
      // It waits for an answer that will not come.
      if (result.status !== 'ok') asked[result.index - sources.length]?.pipes.dismiss();
    },
  });
  const reports: Examination['reports'] = {};
  const open: string[] = [];
  for (const { part, verdict } of asked) {
    const given = await verdict;
    if (given && given.ended === undefined) reports[part] = given.report;
    else open.push(`${part} could not be judged: ${given?.ended ?? 'the judge has stopped'}.`);
  }
  const end = howItEnded(results);
  if (end.status === 'graded' && end.note === undefined && open.length > 0) {
    return { status: 'needs a person', note: open.join(' '), reports };
  }
  return { ...end, reports };
}

/** Grades the answers to one exercise, in a sandbox that is started for them. */
export async function gradeExercise(
  exercise: CodeExercise,
  answers: ReadonlyMap<string, Answer>,
  grader: Grader,
): Promise<ExerciseResult> {
  const given = answersToGrade(exercise, answers);
  if ('result' in given) return given.result;
  return (await prepareExercise(exercise, grader)).grade(given.sources);
}

/** A cell that lets the judge ask. */
function serving(expression: string, ends: Ends): string {
  const require = `(await import('node:module')).createRequire('${inside.notebooks}/grading.js')`;
  return `{
  const load = ${require};
  load('${inside.agent}/agent/serve.js').serve(load('@tensorflow/tfjs'), ${expression}, ${JSON.stringify(ends)});
}`;
}
