import type { ExerciseNumber } from 'course';
import type { ScoredItem } from 'course/grading';
import { limits } from '../limits';

/**
 * The state of an exercise. Whatever happens, an exercise has one of these: there is no silent 0.
 *
 * - `needs a person`: a written answer that nobody has graded, or a notebook in which it is unclear
 *   what the answer is.
 * - `not attempted`: as released, or not handed in.
 * - `malformed`: what was handed in can't be read.
 * - `could not be graded`: the grader or its machine has failed, twice. It is no mark, and
 *   `--resume` tries again.
 */
export const statuses = [
  'graded',
  'needs a person',
  'not attempted',
  'timed out',
  'out of memory',
  'crashed',
  'malformed',
  'could not be graded',
] as const;

export type Status = (typeof statuses)[number];

/**
 * How accuracies are judged: with the weights that were handed in, and without them after a
 * training (`train`) or not at all (`weights`); or their points are left out (`none`).
 */
export type Accuracy = 'train' | 'weights' | 'none';

/** What an answer has earned. */
export interface ExerciseResult {
  exercise: ExerciseNumber;
  status: Status;
  /** Why, in a sentence, for a person who must decide or for the student. */
  note?: string;
  /**
   * Names and files of the student's other cells, if the answer earned most with them: it was then
   * judged in the notebook as it stands, and not after the course's own cells.
   */
  asItStands?: string[];
  items: ScoredItem[];
  /** The cells of the answer, for the pages. */
  answer?: string[];
  /** How long its grading took. */
  seconds?: number;
}

/** What decides about marks besides the submission: if both are the same, so are the marks. */
export interface GraderStamp {
  /** Of this project. */
  version: string;
  node: string;
  tensorflow: string;
  /** Fingerprint of the released notebooks, the rubric and the checks. */
  course: string;
  accuracy: Accuracy;
  /** Whether a sandbox confined the answers: with `none`, a submission could have changed marks. */
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
 * A student program's text, made fit for reports: without control characters and colours, and not
 * too long. Escaping HTML is up to the reports.
 */
export function cleanText(text: string): string {
  const plain = text
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
    // Control characters, and those that reverse the direction of writing.
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
    // Lone surrogates can't be written to a file.
    .replace(/\p{Cs}/gu, '�');
  return plain.length > limits.noteChars
    ? `${plain.slice(0, limits.noteChars)} … (${plain.length} characters)`
    : plain;
}
