import { mkdirSync } from 'node:fs';
import { isCode, type CodeNumber, type ExerciseNumber } from 'course';
import {
  answersToGrade,
  prepareExercise,
  unseen,
  type Prepared,
  type Work,
} from '../exercise/gradeExercise';
import { Grader } from '../exercise/Grader';
import { mustTrain } from '../exercise/training';
import { Places } from '../place/Places';
import { readRecord, resultFolder } from '../results/recordFile';
import type { ExerciseResult, GraderStamp, SubmissionResult } from '../results/SubmissionResult';
import type { Limits } from '../limits';
import { readHandIn } from '../submission/HandIn';
import { resultsThatHold } from './earlierResults';
import type { Submitted } from './listSubmissions';
import type { Mark } from '../written/marks';
import { withAnswer, withMarks, writtenResult } from './writtenResult';

/** How to grade a class. */
export interface ClassOptions {
  submissions: readonly Submitted[];
  /** Receives a folder for each student. */
  out: string;
  exercises: readonly ExerciseNumber[];
  /** Students whose earlier results of these exercises do not count. */
  retry?: readonly string[];
  /** Its seed, accuracy and sandbox are those to grade with. */
  stamp: GraderStamp;
  /** How many answers run at the same time. */
  jobs: number;
  limits: Limits;
  /** What a person has decided about written answers. */
  marks: readonly Mark[];
  /**
   * Called when a submission is graded, before the next one is finished. What it writes must be
   * there when the submission is graded again.
   */
  onSubmission: (result: SubmissionResult, folder: string) => Promise<void>;
  /** Called after each exercise. */
  onProgress?: (progress: Progress) => void;
}

/** How far the grading of a class is. */
export interface Progress {
  submissions: number;
  submissionsDone: number;
  /** Submissions that were graded before and have not changed. */
  submissionsKept: number;
  /** The share of all exercises that are graded, 0..1, without those of kept submissions. */
  share: number;
}

interface Task {
  exercise: CodeNumber;
  work: Work;
  done: (result: ExerciseResult) => Promise<void>;
}

/**
 * Grades a class, answer by answer. Results of an earlier run are kept where they hold: for the
 * same answers, graded in the same way.
 *
 * Each job warms the sandbox of its next answer while it judges the present one. What could not be
 * graded, since the grader or its machine has failed, is tried once more in the end, one at a time.
 */
export async function gradeClass(options: ClassOptions): Promise<void> {
  const { jobs, limits } = options;
  const { seed, accuracy, sandbox } = options.stamp;
  const places = new Places(sandbox !== 'none');
  const tasks = new Tasks(options);
  const graders = Array.from({ length: jobs }, () => new Grader(seed, places, limits, accuracy));
  try {
    const failed: Task[] = [];
    await Promise.all(graders.map((grader) => work(tasks.all, grader, failed)));
    for (const task of failed) await task.done(await gradeTimed(task, graders[0]!));
  } finally {
    for (const grader of graders) grader.stop();
    places.remove();
  }
}

/**
 * One job: takes answers until none is left.
 *
 * @param failed receives those that could not be graded
 */
async function work(
  tasks: AsyncGenerator<Task, void>,
  grader: Grader,
  failed: Task[],
): Promise<void> {
  let next = await take(tasks, grader);
  while (next) {
    const { task, prepared } = next;
    const following = take(tasks, grader);
    // A failure is reported when its turn comes, not as an unhandled rejection.
    following.catch(() => undefined);
    const result = await gradeTimed(task, grader, prepared);
    if (result.status === 'could not be graded') failed.push(task);
    else await task.done(result);
    next = await following;
  }
}

async function gradeTimed(
  task: Task,
  grader: Grader,
  preparing = prepare(task, grader),
): Promise<ExerciseResult> {
  let started = performance.now();
  let result: ExerciseResult;
  try {
    const prepared = await preparing;
    started = performance.now();
    result = await prepared.grade(task.work);
  } catch (error) {
    const { exercise } = task;
    result = unseen(exercise, grader.accuracy, 'could not be graded', (error as Error).message);
  }
  return { ...result, seconds: (performance.now() - started) / 1000 };
}

interface Upcoming {
  task: Task;
  prepared: Promise<Prepared>;
}

async function take(
  tasks: AsyncGenerator<Task, void>,
  grader: Grader,
): Promise<Upcoming | undefined> {
  const { value: task } = await tasks.next();
  if (!task) return undefined;
  grader.judge.warm();
  const prepared = prepare(task, grader);
  // Likewise.
  prepared.catch(() => undefined);
  return { task, prepared };
}

function prepare({ exercise, work }: Task, grader: Grader): Promise<Prepared> {
  return prepareExercise(exercise, grader, mustTrain(exercise, grader.accuracy, work.weights));
}

/** The answers of a class that must run, one submission after the other. */
class Tasks {
  readonly all: AsyncGenerator<Task, void>;
  private done = 0;
  private keptCount = 0;
  private exercisesDone = 0;

  constructor(private readonly options: ClassOptions) {
    this.all = this.generate();
  }

  private async *generate(): AsyncGenerator<Task, void> {
    for (const submitted of this.options.submissions) yield* this.ofSubmission(submitted);
  }

  private async *ofSubmission({ student, place }: Submitted): AsyncGenerator<Task, void> {
    const { out, exercises, stamp, marks, onSubmission, retry = [] } = this.options;
    const { accuracy } = stamp;
    const folder = resultFolder(out, student);
    const handIn = readHandIn(place);
    const record = readRecord(folder);
    const kept = resultsThatHold(record, stamp, handIn.fingerprint);
    const results = new Map(kept.map((result) => [result.exercise, result]));
    const open = exercises.filter(
      (exercise) =>
        retry.includes(student) ||
        (results.get(exercise)?.status ?? 'could not be graded') === 'could not be graded',
    );
    if (record && open.length === 0) {
      const changed = withMarks(record, handIn, marks);
      if (changed) await onSubmission(changed, folder);
      this.keptCount++;
      this.report();
      return;
    }
    this.exercisesDone += exercises.length - open.length;
    let left = open.length;
    const add = async (result: ExerciseResult): Promise<void> => {
      results.set(result.exercise, result);
      this.exercisesDone++;
      left--;
      if (left === 0) {
        mkdirSync(folder, { recursive: true });
        const whole: SubmissionResult = {
          format: 1,
          student,
          submission: handIn.fingerprint,
          grader: stamp,
          exercises: inOrder(results).map((one) => withAnswer(one, handIn)),
        };
        await onSubmission(withMarks(whole, handIn, marks) ?? whole, folder);
        this.done++;
      }
      this.report();
    };
    for (const exercise of open) {
      const answers = handIn.of(exercise);
      if (!isCode(exercise)) {
        await add(writtenResult(student, exercise, handIn, marks));
      } else if ('answers' in answers) {
        const given = answersToGrade(exercise, answers.answers, accuracy, answers.notebook);
        if ('result' in given) await add(given.result);
        else {
          const { weights } = handIn;
          const { notebook } = answers;
          yield { exercise, work: { ...given, weights, notebook }, done: add };
        }
      } else {
        await add(unseen(exercise, accuracy, answers.status, answers.note));
      }
    }
  }

  private report(): void {
    const { submissions, exercises, onProgress } = this.options;
    onProgress?.({
      submissions: submissions.length,
      submissionsDone: this.done,
      submissionsKept: this.keptCount,
      share:
        this.exercisesDone / Math.max(1, (submissions.length - this.keptCount) * exercises.length),
    });
  }
}

/** As integers, "4" would come before "1.1". */
function inOrder(results: ReadonlyMap<ExerciseNumber, ExerciseResult>): ExerciseResult[] {
  return [...results.values()].sort((a, b) => (a.exercise < b.exercise ? -1 : 1));
}
