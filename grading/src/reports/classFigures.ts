import { exercises as table, hasFailed } from 'course';
import type { ExerciseResult, SubmissionResult } from '../results/SubmissionResult';

/** An exercise of one student. */
export type StudentExercise = ExerciseResult & { student: string };

/** Groups the exercises of a student that have the same status and note. */
export function alike(all: readonly StudentExercise[]): StudentExercise[][] {
  const groups = new Map<string, StudentExercise[]>();
  for (const one of all) {
    const key = JSON.stringify([one.student, one.status, one.note]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** The properties that failed most often. */
export function commonest(
  results: readonly SubmissionResult[],
): { exercise: string; property: string; count: number; share: number }[] {
  const counts = new Map<string, { exercise: string; property: string; count: number }>();
  const attempted = new Map<string, number>();
  for (const { exercises } of results) {
    for (const { exercise, items, status } of exercises) {
      if (status === 'not attempted' || status === 'malformed') continue;
      if (table[exercise].kind === 'written') continue;
      attempted.set(exercise, (attempted.get(exercise) ?? 0) + 1);
      const failed = items.flatMap(({ findings }) => findings.filter(hasFailed));
      for (const property of new Set(failed.map(({ property }) => property))) {
        const key = `${exercise} ${property}`;
        const count = (counts.get(key)?.count ?? 0) + 1;
        counts.set(key, { exercise, property, count });
      }
    }
  }
  return [...counts.values()]
    .map((one) => ({ ...one, share: one.count / attempted.get(one.exercise)! }))
    .sort((a, b) => b.count - a.count || (a.property < b.property ? -1 : 1))
    .slice(0, 15);
}

/** The exercises that took longest. */
export function slowest(
  results: readonly SubmissionResult[],
): { student: string; exercise: string; seconds: number }[] {
  return results
    .flatMap(({ student, exercises }) =>
      exercises.flatMap(({ exercise, seconds }) =>
        seconds === undefined ? [] : [{ student, exercise, seconds }],
      ),
    )
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 10);
}

/** The median. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
