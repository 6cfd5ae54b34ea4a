import type { ExerciseNumber } from 'course';
import type { ScoredItem } from 'course/grading';
import { limits } from '../limits';

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

/**
 * Text that comes from a student's program, for reports: without control characters and colours, and not too long. What is HTML in it
 * is the reports' business.
 */
export function cleanText(text: string): string {
  const plain = text
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
    // Control characters, and those that turn the direction of writing.
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
    // Halves of characters can’t be written to a file.
    .replace(/\p{Cs}/gu, '�');
  return plain.length > limits.noteChars
    ? `${plain.slice(0, limits.noteChars)} … (${plain.length} characters)`
    : plain;
}
