import type { ExerciseNumber } from 'course';
import type { ScoredItem } from 'course/grading';

/**
 * How far the grading of an exercise has come. Whatever happens, an exercise has one of these: there is no silent 0.
 *
 * - `needs a person`: a written answer that nobody has looked at, or a notebook in which the answer is not clear.
 * - `not attempted`: as released, or not handed in.
 * - `malformed`: what was handed in can't be read.
 */
export const statuses = [
  'graded',
  'needs a person',
  'not attempted',
  'timed out',
  'out of memory',
  'crashed',
  'malformed',
] as const;

export type Status = (typeof statuses)[number];

/**
 * How accuracies are judged: with the weights that were handed in, and where there are none after a training (`train`) or not at all
 * (`weights`); or their points are left out (`none`).
 */
export type Accuracy = 'train' | 'weights' | 'none';

/** What an answer has earned. */
export interface ExerciseResult {
  exercise: ExerciseNumber;
  status: Status;
  /** Why, in a sentence: for a person who must decide, or for the student. */
  note?: string;
  items: ScoredItem[];
  /** How long its grading took. */
  seconds?: number;
}

/** What decides about marks besides the submission: the same of both give the same marks. */
export interface GraderStamp {
  /** Of this project. */
  version: string;
  node: string;
  tensorflow: string;
  /** Fingerprint of the released notebooks, the rubric and the checks. */
  course: string;
  accuracy: Accuracy;
  /** Whether answers were kept from everything but what is theirs: with `none`, a submission could have changed its own marks and others'. */
  sandbox: 'bubblewrap' | 'none';
  /** Chooses the inputs that answers are tried with, and the test pictures. */
  seed: number;
}

/** All that is known about one submission. */
export interface SubmissionResult {
  format: 1;
  student: string;
  /** Fingerprint of what was handed in. */
  submission: string;
  grader: GraderStamp;
  exercises: ExerciseResult[];
}
