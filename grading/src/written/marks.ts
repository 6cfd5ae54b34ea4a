import { readFileSync } from 'node:fs';
import { hashOf } from 'course-notebooks';
import { writeFileAtomic } from 'nbconvert-ts';
import { z } from 'zod';
import { writtenNumbers, type WrittenNumber } from 'course';
import { gradingOf } from 'course/grading';
import type { Written } from '../submission/takeWritten';

/** A student's answer to an exercise that a person grades. */
export interface WrittenAnswer {
  student: string;
  exercise: WrittenNumber;
  /** Its text. */
  source: string;
  /** A fingerprint of pictures that are attached to it. */
  attached?: string;
  /** Reads its cells, which may hold large pictures; by default, one with its text. */
  read?: () => Pick<Written, 'cells' | 'macros' | 'pictures'> | undefined;
}

/** The fingerprint of an answer. */
export function hashOfAnswer({ source, attached }: WrittenAnswer): string {
  return hashOf(attached === undefined ? source : `${source}\n\n${attached}`);
}

/**
 * A person's mark for one answer. It belongs to the answer's text, and says nothing about another.
 */
export interface Mark {
  student: string;
  exercise: WrittenNumber;
  /** Fingerprint of the answer. */
  answer: string;
  /** Which items of the rubric are earned, in order. */
  items: boolean[];
  /** For the student. */
  comment: string;
  /** Whether the person has finished with it. */
  done: boolean;
}

const markSchema: z.ZodType<Mark> = z.looseObject({
  student: z.string(),
  exercise: z.enum(writtenNumbers),
  answer: z.string(),
  items: z.array(z.boolean()),
  comment: z.string(),
  done: z.boolean(),
});

/** What the file of marks holds, in the order of the latest changes. */
const marksFile = z.looseObject({ format: z.literal(1), marks: z.array(z.unknown()) });

/**
 * Reads the marks.
 *
 * @returns none if there is no such file
 * @throws Error in one line if the file does not hold marks
 */
export function readMarks(file: string): Mark[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`The marks in ${file} can't be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  try {
    return checkMarks(JSON.parse(text));
  } catch (error) {
    throw new Error(
      `${file} does not hold marks: ${(error as Error).message}. It stays as it is: repair it, or move it away to start again.`,
      { cause: error },
    );
  }
}

/**
 * Saves a mark in place of the earlier one for the same answer. It reads the file again, since
 * another page may have changed it.
 *
 * @throws Error in one line if the file is damaged, and stays as it is, or can't be written
 */
export function saveMark(file: string, mark: Mark): void {
  const others = readMarks(file).filter((other) => keyOf(other) !== keyOf(mark));
  const content = { format: 1, marks: [...others, mark] };
  writeFileAtomic(file, `${JSON.stringify(content, null, 1)}\n`);
}

/** The marks that concern an answer. */
export interface Marking {
  /** The mark for exactly this text, by the current rubric. */
  current?: Mark;
  /** Marks for earlier texts of this student, or by another rubric, the latest last. */
  outdated: Mark[];
}

/** Finds the marks that concern an answer. */
export function markingOf(written: WrittenAnswer, marks: readonly Mark[]): Marking {
  const { student, exercise } = written;
  const answer = hashOfAnswer(written);
  const isCurrent = (mark: Mark): boolean =>
    mark.answer === answer && mark.items.length === gradingOf(exercise).items.length;
  const all = marks.filter((mark) => mark.student === student && mark.exercise === exercise);
  const current = all.find(isCurrent);
  return { ...(current && { current }), outdated: all.filter((mark) => !isCurrent(mark)) };
}

function keyOf({ student, exercise, answer }: Mark): string {
  return JSON.stringify([student, exercise, answer]);
}

function checkMarks(content: unknown): Mark[] {
  const whole = marksFile.safeParse(content);
  if (!whole.success) throw new Error('expected {"format": 1, "marks": [...]}');
  const keys = new Set<string>();
  return whole.data.marks.map((one, index) => {
    const mark = markSchema.safeParse(one);
    if (!mark.success) throw new Error(`marks[${index}] is not a mark`);
    const key = keyOf(mark.data);
    if (keys.has(key)) throw new Error(`marks[${index}] is for an answer that has one`);
    keys.add(key);
    return mark.data;
  });
}
