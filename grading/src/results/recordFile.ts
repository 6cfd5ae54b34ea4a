import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exerciseNumbers } from 'course';
import { writeFileAtomic } from 'nbconvert-ts';
import { z } from 'zod';
import type { ScoredItem } from 'course/grading';
import { readJsonFile } from './readJsonFile';
import { statuses, type SubmissionResult } from './SubmissionResult';

/** In a student's folder: all that is known. Every report is generated from it. */
const name = 'record.json';

/**
 * Further fields of a finding belong to the checks, and to the pages that show them; records of
 * earlier versions lack some.
 */
const finding = z.looseObject({
  property: z.string(),
  passed: z.boolean(),
  detail: z.string(),
}) as unknown as z.ZodType<ScoredItem['findings'][number]>;

const record: z.ZodType<SubmissionResult> = z.object({
  format: z.literal(1),
  student: z.string(),
  submission: z.string(),
  grader: z.object({
    version: z.string(),
    node: z.string(),
    tensorflow: z.string(),
    course: z.string(),
    accuracy: z.enum(['train', 'weights', 'none']),
    sandbox: z.enum(['bubblewrap', 'none']),
    seed: z.int(),
  }),
  exercises: z.array(
    z.object({
      exercise: z.enum(exerciseNumbers),
      status: z.enum(statuses),
      note: z.exactOptional(z.string()),
      asItStands: z.exactOptional(z.array(z.string())),
      items: z.array(
        z.object({
          title: z.string(),
          points: z.number(),
          earned: z.number(),
          findings: z.array(finding),
        }),
      ),
      answer: z.exactOptional(z.array(z.string())),
      seconds: z.exactOptional(z.number()),
    }),
  ),
});

/**
 * The folder of a student's results. Students have a folder of their own, so that none of their
 * names is that of another file.
 */
export function resultFolder(out: string, student: string): string {
  const bytes = Buffer.from(student);
  // Longer names are no names of folders.
  const isLong = bytes.length > 200 || student === '.' || student === '..';
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const name = isLong
    ? `${bytes
        .subarray(0, 180)
        .toString()
        .replace(/[.�]+$/, '')}-${hash}`
    : student;
  return join(out, 'students', name);
}

/**
 * Refuses a folder of results in which students have no folder of their own.
 *
 * @throws Error in one line
 */
export function refuseOldResults(out: string): void {
  const old = foldersIn(out).find((folder) => existsSync(join(out, folder, name)));
  if (old !== undefined) {
    throw new Error(
      `${out} holds results of an earlier version, such as ${join(out, old)}: move the folders of all students into ${join(out, 'students')}, or give another folder with --out.`,
    );
  }
}

/** The students with results in a folder, sorted. */
export function gradedStudents(out: string): string[] {
  const students = join(out, 'students');
  return foldersIn(students)
    .flatMap((folder) => readRecord(join(students, folder))?.student ?? [])
    .sort();
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Writes the record, whole or not at all. It marks a submission as graded, so it comes last. */
export function writeRecord(folder: string, result: SubmissionResult): void {
  // Written as escapes, an answer's invisible characters can't change how the file reads.
  const text = JSON.stringify(result).replace(/\p{Cf}/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  writeFileAtomic(join(folder, name), `${text}\n`);
}

/**
 * Reads a student's record.
 *
 * @returns undefined if there is none
 * @throws Error in one line if it can't be read: it may hold hours of grading
 */
export function readRecord(folder: string): SubmissionResult | undefined {
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  try {
    return readJsonFile(file, record);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`${message} Move it away, and the submission is graded again.`, {
      cause: error,
    });
  }
}
