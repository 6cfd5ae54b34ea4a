import { isNetwork, type CodeNumber, type NetworkPartName, type Part, type Report } from 'course';
import { gradingOf, score } from 'course/grading';
import type { CellResult } from 'nbconvert-ts';
import type { Ends } from '../channel/Channel';
import {
  cleanText,
  type Accuracy,
  type ExerciseResult,
  type Status,
} from '../results/SubmissionResult';
import type { Compiler } from '../place/Compiler';
import type { Limits } from '../limits';
import type { Answer } from '../submission/takeAnswers';
import type { Grader } from './Grader';
import { rebuild, type Rebuilt } from './rebuild';
import { howItEnded } from './howItEnded';
import { accuracyTask, limitsFor, mustTrain } from './training';
import { WarmKernel } from './WarmKernel';

/** An exercise whose sandbox is ready for an answer. */
export interface Prepared {
  /**
   * Runs the answers of one submission, questions them from outside, and judges what comes back.
   * The sandbox can't be used again.
   */
  grade(work: Work): Promise<ExerciseResult>;
}

/** The part of a submission that runs. */
export interface Work {
  /** The answers, in order. */
  sources: readonly string[];
  /** Weights of trained networks that were handed in. */
  weights: ReadonlyMap<NetworkPartName, Uint8Array>;
}

/**
 * The answers of a submission that must run, or the result if none must.
 *
 * @param answers by grade id
 */
export function answersToGrade(
  exercise: CodeNumber,
  answers: ReadonlyMap<string, Answer>,
  accuracy: Accuracy,
): { sources: string[] } | { result: ExerciseResult } {
  const found = rebuild(exercise).answers.map(
    (id): Answer =>
      answers.get(id) ?? { status: 'needs a person', why: `The cell ${id} is missing.` },
  );
  if (found.every(({ status }) => status === 'not attempted')) {
    return { result: unseen(exercise, accuracy, 'not attempted') };
  }
  const unclear = found.find((answer) => answer.status === 'needs a person');
  if (unclear?.status === 'needs a person') {
    return { result: unseen(exercise, accuracy, 'needs a person', unclear.why) };
  }
  return {
    sources: found.flatMap((answer) => (answer.status === 'answered' ? [answer.source] : [])),
  };
}

/** The result of an exercise whose answer did not run. */
export function unseen(
  exercise: CodeNumber,
  accuracy: Accuracy,
  status: Status,
  note?: string,
): ExerciseResult {
  return resultOf(exercise, accuracy, { status, ...(note !== undefined && { note }), reports: {} });
}

/**
 * Starts a sandbox with the course's kernel, and runs the cells that the exercise builds on.
 *
 * @param trains whether networks may have to be trained, which needs TensorFlow's native library
 *   and more time
 * @throws Error if that fails, which is the grader's fault
 */
export async function prepareExercise(
  exercise: CodeNumber,
  grader: Grader,
  trains = false,
): Promise<Prepared> {
  const rebuilt = rebuild(exercise);
  const limits = limitsFor(rebuilt, grader, trains);
  const { places } = grader;
  const compiler = await places.compilerOf(rebuilt.notebook);
  const { given } = await compiler.compile(rebuilt.given, []);
  const kernel = await WarmKernel.start(
    await places.of(rebuilt.notebook),
    given,
    limits,
    // WebAssembly starts sooner.
    trains ? {} : { COURSE_BACKEND: 'wasm' },
  );
  return {
    async grade(work) {
      try {
        const examination = await examine(kernel, compiler, rebuilt, work, grader, limits);
        return resultOf(exercise, grader.accuracy, examination);
      } finally {
        await kernel.stop();
      }
    },
  };
}

interface Examination {
  status: Status;
  note?: string;
  reports: Partial<Record<Part, Report>>;
}

function resultOf(
  exercise: CodeNumber,
  accuracy: Accuracy,
  { status, note, reports }: Examination,
): ExerciseResult {
  const judged = gradingOf(exercise).items.filter(({ trained }) => !trained || accuracy !== 'none');
  const items = score(judged, reports).map((item) => ({
    ...item,
    // Findings may quote the answer.
    findings: item.findings.map((finding) => ({ ...finding, detail: cleanText(finding.detail) })),
  }));
  const open = items.flatMap(({ findings }) => findings).find(({ skipped }) => skipped);
  if (open && status === 'graded') {
    status = 'needs a person';
    note ??= `${open.property}: ${open.detail}.`;
  }
  return { exercise, status, ...(note !== undefined && { note: cleanText(note) }), items };
}

async function examine(
  kernel: WarmKernel,
  compiler: Compiler,
  { given, parts }: Rebuilt,
  { sources, weights }: Work,
  { judge, seed, accuracy }: Grader,
  limits: Limits,
): Promise<Examination> {
  const asked = parts.map(({ part, expression }, index) => {
    const pipes = kernel.pipes(String(index));
    const cell = serving(expression, pipes.answer, kernel.root);
    return {
      part,
      pipes,
      cell,
      verdict: undefined as ReturnType<Grader['judge']['judge']> | undefined,
    };
  });
  const results: CellResult[] = [];
  const { cells } = await compiler.compile(given, [...sources, ...asked.map(({ cell }) => cell)]);
  const deadline = Date.now() + 1000 * limits.wallSeconds;
  await kernel.run(cells, {
    totalTimeoutMs: 1000 * limits.wallSeconds,
    onCellStart({ index }) {
      const question = asked[index - sources.length];
      if (!question) return;
      const { part, pipes } = question;
      question.verdict = judge.judge({
        part,
        seed,
        ends: pipes.judge,
        deadline,
        ...(accuracy !== 'none' &&
          isNetwork(part) && { accuracy: accuracyTask(kernel, part, weights.get(part), accuracy) }),
      });
      // Nobody will ask the answer any more, and it would wait until its time is over.
      question.verdict.catch(() => kernel.end());
    },
    onCellEnd(result) {
      results.push(result);
      // The judge has finished, or waits in vain: a cell can also end well without ever answering.
      asked[result.index - sources.length]?.pipes.dismiss();
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
  exercise: CodeNumber,
  answers: ReadonlyMap<string, Answer>,
  grader: Grader,
  weights: ReadonlyMap<NetworkPartName, Uint8Array> = new Map(),
): Promise<ExerciseResult> {
  const given = answersToGrade(exercise, answers, grader.accuracy);
  if ('result' in given) return given.result;
  const trains = mustTrain(exercise, grader.accuracy, weights);
  const prepared = await prepareExercise(exercise, grader, trains);
  return prepared.grade({ sources: given.sources, weights });
}

/** A cell that answers the judge's questions. */
function serving(expression: string, ends: Ends, root: string): string {
  const require = `(await import('node:module')).createRequire('${root}/notebooks/grading.js')`;
  return `{
  const load = ${require};
  const { serve } = load('${root}/agent/agent/serve.js');
  await serve(load('@tensorflow/tfjs'), ${expression}, ${JSON.stringify(ends)}, load('equivariant'));
}`;
}
