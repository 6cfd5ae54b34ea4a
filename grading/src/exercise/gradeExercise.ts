import type { CodeNumber, NetworkPartName, Part } from 'course';
import { isElsewhere, rebuild, type OwnNotebook } from 'course-notebooks';
import type { Accuracy, ExerciseResult, Status } from '../results/SubmissionResult';
import type { Answer } from '../submission/takeAnswers';
import { hiddenAnswers } from '../place/hidden';
import { Attempts, isFull, resultOf } from './Attempts';
import type { Grader } from './Grader';
import { limitsAtPace, limitsFor, mustTrain } from './training';
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
  /** The last of them, if it builds on others of the exercise. */
  last?: string;
  /** Parts that have no answer. */
  open: readonly Part[];
  /** Weights of trained networks that were handed in. */
  weights: ReadonlyMap<NetworkPartName, Uint8Array>;
  /** The notebook that the answers stand in. */
  notebook?: OwnNotebook;
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
  notebook?: OwnNotebook,
): Pick<Work, 'sources' | 'last' | 'open'> | { result: ExerciseResult } {
  const rebuilt = rebuild(exercise);
  const found = rebuilt.answers.map(
    (id): Answer =>
      answers.get(id) ?? { status: 'needs a person', why: `The cell ${id} is missing.` },
  );
  if (found.every(({ status }) => status === 'not attempted')) {
    if (notebook && isElsewhere(rebuilt, notebook)) return { sources: [], open: [] };
    return { result: unseen(exercise, accuracy, 'not attempted') };
  }
  const unclear = found.find((answer) => answer.status === 'needs a person');
  if (unclear?.status === 'needs a person') {
    return { result: unseen(exercise, accuracy, 'needs a person', unclear.why) };
  }
  const last = found.length > 1 ? found.at(-1) : undefined;
  const { parts } = rebuilt;
  const open = parts.filter((_, index) => found[index]?.status === 'not attempted');
  return {
    // A part has an answer of its own in exercises of several parts.
    open: parts.length === found.length ? open.map(({ part }) => part) : [],
    sources: found.flatMap((answer) => (answer.status === 'answered' ? [answer.source] : [])),
    ...(last?.status === 'answered' && { last: last.source }),
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
  const place = await places.of(rebuilt.notebook);
  const compiler = await places.compilerOf(rebuilt.notebook);
  const { given } = await compiler.compile(rebuilt.given, []);
  const started = performance.now();
  const kernel = await WarmKernel.start(place, hiddenAnswers(given), limits);
  const pace = limitsAtPace(rebuilt, grader, limits, (performance.now() - started) / 1000);
  return {
    async grade({ sources, last, open, weights, notebook }) {
      const attempts = new Attempts(exercise, rebuilt, grader, {
        place,
        compiler,
        limits,
        weights,
        sources,
        open,
      });
      let best = await attempts.inTheCourse(kernel, pace);
      if (notebook && !isFull(best.result)) best = await attempts.asItStands(best, notebook);
      if (last === undefined || isFull(best.result)) return best.result;
      return attempts.last(best, last);
    },
  };
}

/** Grades the answers to one exercise, in a sandbox that is started for them. */
export async function gradeExercise(
  exercise: CodeNumber,
  answers: ReadonlyMap<string, Answer>,
  grader: Grader,
  weights: Work['weights'] = new Map(),
  notebook?: OwnNotebook,
): Promise<ExerciseResult> {
  const given = answersToGrade(exercise, answers, grader.accuracy, notebook);
  if ('result' in given) return given.result;
  const trains = mustTrain(exercise, grader.accuracy, weights);
  const prepared = await prepareExercise(exercise, grader, trains);
  return prepared.grade({ ...given, weights, ...(notebook && { notebook }) });
}
