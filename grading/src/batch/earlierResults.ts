import type { ExerciseNumber } from 'course';
import { gradedStudents, readRecord, resultFolder } from '../results/recordFile';
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

/** What becomes of the results of earlier runs that no longer hold. */
export interface Stale {
  /** Of exercises that this run does not grade again. */
  losses: Loss[];
  /** By what has changed: how many submissions are graded again for it. */
  regraded: Map<string, number>;
}

/**
 * Finds the results of earlier runs that no longer hold.
 *
 * @param wanted the exercises that this run grades
 */
export function staleResults(
  submissions: readonly Submitted[],
  out: string,
  wanted: readonly ExerciseNumber[],
  stamp: GraderStamp,
): Stale {
  const stale: Stale = { losses: [], regraded: new Map() };
  for (const { student, place } of submissions) {
    const record = readRecord(resultFolder(out, student));
    if (!record) continue;
    const numbers = record.exercises.map(({ exercise }) => exercise);
    const others = numbers.filter((exercise) => !wanted.includes(exercise));
    const change = changedStamp(record, stamp);
    if (change !== undefined && others.length < numbers.length) {
      stale.regraded.set(change, (stale.regraded.get(change) ?? 0) + 1);
    }
    if (others.length === 0) continue;
    const why = changeSince(record, stamp, readHandIn(place).fingerprint);
    if (why !== undefined) stale.losses.push({ student, exercises: others, why });
  }
  return stale;
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
  return gradedStudents(out).filter((student) => !own.has(student));
}

/** What differs from when a record was written; undefined if nothing does. */
function changeSince(
  record: SubmissionResult,
  stamp: GraderStamp,
  submission: string,
): string | undefined {
  if (record.submission !== submission) return 'the submission has changed';
  return changedStamp(record, stamp);
}

function changedStamp({ grader }: SubmissionResult, stamp: GraderStamp): string | undefined {
  const names = Object.keys(stamp) as (keyof GraderStamp)[];
  const changed = names.filter((name) => grader[name] !== stamp[name]);
  return changed.length === 0 ? undefined : `graded with another ${changed.join(', ')}`;
}
