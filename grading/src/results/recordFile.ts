import { existsSync } from 'node:fs';
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
      items: z.array(
        z.object({
          title: z.string(),
          points: z.number(),
          earned: z.number(),
          findings: z.array(finding),
        }),
      ),
      seconds: z.exactOptional(z.number()),
    }),
  ),
});

/** Writes the record, whole or not at all. It marks a submission as graded, so it comes last. */
export function writeRecord(folder: string, result: SubmissionResult): void {
  writeFileAtomic(join(folder, name), `${JSON.stringify(result)}\n`);
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
