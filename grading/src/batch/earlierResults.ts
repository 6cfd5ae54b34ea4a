import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ExerciseNumber } from 'course';
import { readRecord } from '../results/recordFile';
import type { ExerciseResult, GraderStamp, SubmissionResult } from '../results/SubmissionResult';
import { readHandIn } from '../submission/HandIn';
import type { Submitted } from './listSubmissions';

/** Results of a student that this run would lose. */
export interface Loss {
  student: string;
  exercises: ExerciseNumber[];
  /** Why they can't be kept. */
  why: string;
}

/**
 * Results of an earlier run that still hold: those of the same answers, graded in the same way.
 *
 * @param record of the earlier run
 * @param submission fingerprint of what is handed in now
 */
export function resultsThatHold(
  record: SubmissionResult | undefined,
  stamp: GraderStamp,
  submission: string,
): readonly ExerciseResult[] {
  return record && changeSince(record, stamp, submission) === undefined ? record.exercises : [];
}

/**
 * Finds what a run would lose: results that no longer hold, of exercises that it does not grade
 * again.
 *
 * @param wanted the exercises that the run grades
 */
export function lossesOf(
  submissions: readonly Submitted[],
  out: string,
  wanted: readonly ExerciseNumber[],
  stamp: GraderStamp,
): Loss[] {
  return submissions.flatMap(({ student, place }) => {
    const record = readRecord(join(out, student));
    const exercises = (record?.exercises ?? [])
      .map(({ exercise }) => exercise)
      .filter((exercise) => !wanted.includes(exercise));
    if (!record || exercises.length === 0) return [];
    const why = changeSince(record, stamp, readHandIn(place).fingerprint);
    return why === undefined ? [] : [{ student, exercises, why }];
  });
}

/** Describes the losses, one student a line; in a large class only the first ones. */
export function describeLosses(losses: readonly Loss[]): string {
  const shown = losses.slice(0, 10);
  const lines = shown.map(
    ({ student, exercises, why }) => `  ${student}: ${exercises.join(', ')} (${why})`,
  );
  const more = losses.length - shown.length;
  return [...lines, ...(more > 0 ? [`  and ${more} more students`] : [])].join('\n');
}

/** Students in a folder of results who are not in this run, sorted. */
export function studentsBesides(out: string, submissions: readonly Submitted[]): string[] {
  const own = new Set(submissions.map(({ student }) => student));
  return readdirSync(out, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !own.has(entry.name))
    .map(({ name }) => name)
    .filter((name) => readRecord(join(out, name)))
    .sort();
}

/** What differs from when a record was written; undefined if nothing does. */
function changeSince(
  record: SubmissionResult,
  stamp: GraderStamp,
  submission: string,
): string | undefined {
  if (record.submission !== submission) return 'the submission has changed';
  const names = Object.keys(stamp) as (keyof GraderStamp)[];
  const changed = names.filter((name) => record.grader[name] !== stamp[name]);
  return changed.length === 0 ? undefined : `graded with another ${changed.join(', ')}`;
}
