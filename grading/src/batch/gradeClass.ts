import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isCode, type CodeNumber, type ExerciseNumber } from 'course';
import {
  answersToGrade,
  mustTrain,
  prepareExercise,
  unseen,
  type Prepared,
  type Work,
} from '../exercise/gradeExercise';
import { Grader } from '../exercise/Grader';
import { Places } from '../place/Places';
import { readRecord } from '../results/recordFile';
import type {
  Accuracy,
  ExerciseResult,
  GraderStamp,
  SubmissionResult,
} from '../results/SubmissionResult';
import type { Limits } from '../sandbox/Limits';
import { readHandIn } from '../submission/HandIn';
import { graderStamp } from './graderStamp';
import type { Submitted } from './listSubmissions';
import type { Mark } from '../written/marks';
import { withMarks, writtenResult } from './writtenResult';

/** What a class is graded with. */
export interface ClassOptions {
  submissions: readonly Submitted[];
  /** Gets a folder for each student. */
  out: string;
  exercises: readonly ExerciseNumber[];
  seed: number;
  /** How many answers are run at the same time. */
  jobs: number;
  limits: Limits;
  accuracy: Accuracy;
  sandbox: GraderStamp['sandbox'];
  /** What a person has made of written answers. */
  marks: readonly Mark[];
  /** Called when a submission is done, before the next; what it writes must be there when it is graded again. */
  onSubmission: (result: SubmissionResult, folder: string) => Promise<void>;
  /** Called after each exercise. */
  onProgress?: (progress: Progress) => void;
}

/** How far the grading of a class has come. */
export interface Progress {
  submissions: number;
  submissionsDone: number;
  /** Those that were graded before and have not changed. */
  submissionsKept: number;
  /** Share of all exercises that are done, 0..1, those of kept submissions left out. */
  share: number;
}

interface Task {
  exercise: CodeNumber;
  work: Work;
  done: (result: ExerciseResult) => Promise<void>;
}

/**
 * Grades a class, answer by answer; a submission whose record is there, and made of the same answers in the same way, is kept.
 *
 * Each job warms the sandbox of its next answer while the present one is judged.
 */
export async function gradeClass(options: ClassOptions): Promise<void> {
  const places = new Places(options.sandbox !== 'none');
  const tasks = new Tasks(options);
  const graders = Array.from(
    { length: options.jobs },
    () => new Grader(options.seed, places, options.limits, options.accuracy),
  );
  try {
    await Promise.all(graders.map((grader) => work(tasks.all, grader)));
  } finally {
    for (const grader of graders) grader.stop();
    places.remove();
  }
}

/** What one job does, until there is nothing left to do. */
async function work(tasks: AsyncGenerator<Task, void>, grader: Grader): Promise<void> {
  let next = await take(tasks, grader);
  while (next) {
    const { task, prepared } = next;
    const following = take(tasks, grader);
    // It must not be found unhandled while this one is at work.
    following.catch(() => undefined);
    const ready = await prepared;
    const started = performance.now();
    const result =
      'error' in ready
        ? failed(task, grader, ready.error)
        : await gradeSafely(task, ready.prepared, grader);
    await task.done({ ...result, seconds: (performance.now() - started) / 1000 });
    next = await following;
  }
}

interface Upcoming {
  task: Task;
  prepared: Promise<{ prepared: Prepared } | { error: Error }>;
}

async function take(
  tasks: AsyncGenerator<Task, void>,
  grader: Grader,
): Promise<Upcoming | undefined> {
  const { value: task } = await tasks.next();
  if (!task) return undefined;
  grader.judge.warm();
  return { task, prepared: prepareSafely(task, grader) };
}

/** A machine that is busy may fail to start something in time; so there is a second attempt. */
async function prepareSafely(
  { exercise, work }: Task,
  grader: Grader,
): Promise<{ prepared: Prepared } | { error: Error }> {
  const trains = mustTrain(exercise, grader.accuracy, work.weights);
  try {
    return { prepared: await prepareExercise(exercise, grader, trains) };
  } catch {
    await sleep(1000);
    try {
      return { prepared: await prepareExercise(exercise, grader, trains) };
    } catch (error) {
      return { error: error as Error };
    }
  }
}

async function gradeSafely(
  task: Task,
  prepared: Prepared,
  grader: Grader,
): Promise<ExerciseResult> {
  try {
    return await prepared.grade(task.work);
  } catch (error) {
    return failed(task, grader, error as Error);
  }
}

function failed({ exercise }: Task, { accuracy }: Grader, { message }: Error): ExerciseResult {
  return unseen(exercise, accuracy, 'needs a person', `The grader has failed: ${message}`);
}

/** The answers of a class that are to be run, one submission after the other. */
class Tasks {
  readonly all: AsyncGenerator<Task, void>;
  private readonly stamp;
  private done = 0;
  private keptCount = 0;
  private exercisesDone = 0;

  constructor(private readonly options: ClassOptions) {
    this.stamp = graderStamp(options);
    this.all = this.generate();
  }

  private async *generate(): AsyncGenerator<Task, void> {
    for (const submitted of this.options.submissions) yield* this.ofSubmission(submitted);
  }

  private async *ofSubmission({ student, place }: Submitted): AsyncGenerator<Task, void> {
    const { out, exercises, accuracy, marks, onSubmission } = this.options;
    const folder = join(out, student);
    const handIn = readHandIn(place);
    const kept = this.kept(folder, handIn.fingerprint);
    if (kept) {
      const changed = withMarks(kept, handIn, marks);
      if (changed) await onSubmission(changed, folder);
      this.keptCount++;
      this.report();
      return;
    }
    const results = new Map<ExerciseNumber, ExerciseResult>();
    const add = async (result: ExerciseResult): Promise<void> => {
      results.set(result.exercise, result);
      this.exercisesDone++;
      if (results.size === exercises.length) {
        mkdirSync(folder, { recursive: true });
        await onSubmission(
          {
            ...{ format: 1, student, submission: handIn.fingerprint, grader: this.stamp },
            exercises: exercises.map((exercise) => results.get(exercise)!),
          },
          folder,
        );
        this.done++;
      }
      this.report();
    };
    for (const exercise of exercises) {
      const answers = handIn.of(exercise);
      if (!isCode(exercise)) {
        await add(writtenResult(student, exercise, handIn, marks));
      } else if ('answers' in answers) {
        const given = answersToGrade(exercise, answers.answers, accuracy);
        if ('result' in given) await add(given.result);
        else {
          const { weights } = handIn;
          yield { exercise, work: { sources: given.sources, weights }, done: add };
        }
      } else {
        await add(unseen(exercise, accuracy, answers.status, answers.note));
      }
    }
  }

  /** The record of the same answers, graded in the same way. */
  private kept(folder: string, fingerprint: string): SubmissionResult | undefined {
    const record = readRecord(folder);
    if (!record) return undefined;
    const { exercises } = this.options;
    const key = (grader: unknown, submission: string, numbers: readonly string[]): string =>
      JSON.stringify([grader, submission, numbers]);
    const numbers = record.exercises.map(({ exercise }) => exercise);
    const isSame =
      key(record.grader, record.submission, numbers) === key(this.stamp, fingerprint, exercises);
    return isSame ? record : undefined;
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
