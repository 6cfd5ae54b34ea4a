import type { CodeNumber, NetworkPartName } from 'course';
import { gradingOf, score } from 'course/grading';
import {
  asItStands,
  dependence,
  inTheCourse,
  isElsewhere,
  rebuild,
  type OwnNotebook,
} from 'course-notebooks';
import {
  cleanText,
  type Accuracy,
  type ExerciseResult,
  type Status,
} from '../results/SubmissionResult';
import { earned, possible } from '../results/summarize';
import type { Answer } from '../submission/takeAnswers';
import { examine, type Run } from './examine';
import { hiddenAnswers } from '../place/hidden';
import type { Grader } from './Grader';
import { questioned } from './questioned';
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
): Pick<Work, 'sources' | 'last'> | { result: ExerciseResult } {
  const rebuilt = rebuild(exercise);
  const found = rebuilt.answers.map(
    (id): Answer =>
      answers.get(id) ?? { status: 'needs a person', why: `The cell ${id} is missing.` },
  );
  if (found.every(({ status }) => status === 'not attempted')) {
    if (notebook && isElsewhere(rebuilt, notebook)) return { sources: [] };
    return { result: unseen(exercise, accuracy, 'not attempted') };
  }
  const unclear = found.find((answer) => answer.status === 'needs a person');
  if (unclear?.status === 'needs a person') {
    return { result: unseen(exercise, accuracy, 'needs a person', unclear.why) };
  }
  const last = found.length > 1 ? found.at(-1) : undefined;
  return {
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
    async grade({ sources, last, weights, notebook }) {
      const examination = { weights, grader, limits };
      const inCourse = await examine(kernel, inTheCourse(rebuilt, sources), {
        ...examination,
        limits: pace,
        compile: async (cells) => (await compiler.compile(rebuilt.given, cells)).cells,
      });
      let result = resultOf(exercise, grader.accuracy, inCourse);
      if (isFull(result)) return result;
      let best = inCourse;
      if (notebook) {
        const uses = dependence(rebuilt, notebook);
        const runs = [inCourse];
        if (uses.own.length > 0) {
          const inNotebook = await examine(
            await WarmKernel.start(place, [], limits, notebook.files),
            asItStands(rebuilt, notebook),
            {
              ...examination,
              matters: (cell) => uses.cells.has(cell),
              // The compiler does not see the files.
              compile: async (cells) =>
                notebook.files.size > 0
                  ? cells.map((source) => ({ source }))
                  : (await compiler.compile([], cells)).cells,
            },
          );
          runs.push(inNotebook);
          const second = resultOf(exercise, grader.accuracy, inNotebook);
          // With the same points, its findings say more: nothing is missing there.
          const isBetter =
            earned(second) > earned(result) ||
            (earned(second) === earned(result) && second.status === 'graded');
          if (isBetter) {
            result = { ...second, asItStands: uses.own };
            best = inNotebook;
          }
        }
        result = questioned(result, runs, uses);
      }
      if (last === undefined) return result;
      // A network may be right where the layers are not that it is made of.
      const before = [...rebuilt.given, ...rebuilt.solved.slice(0, -1)];
      const { given: own } = await compiler.compile(before, []);
      const question = rebuilt.parts.at(-1)!;
      const alone = await examine(
        await WarmKernel.start(place, hiddenAnswers(own), limits),
        inTheCourse({ ...rebuilt, parts: [question] }, [last]),
        {
          ...examination,
          compile: async (cells) => (await compiler.compile(before, cells)).cells,
        },
      );
      const reports = { ...best.reports, ...alone.reports };
      const third = resultOf(exercise, grader.accuracy, { ...best, reports });
      if (earned(third) <= earned(result)) return result;
      const note = `${question.part} was judged after the course’s own answers to the parts before it.`;
      const notes = [note, ...(result.note === undefined ? [] : [result.note])];
      return { ...result, items: third.items, note: notes.join('\n') };
    },
  };
}

function resultOf(
  exercise: CodeNumber,
  accuracy: Accuracy,
  { status, note, reports }: Pick<Run, 'status' | 'note' | 'reports'>,
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

const isFull = (result: ExerciseResult): boolean => earned(result) === possible(result);

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
