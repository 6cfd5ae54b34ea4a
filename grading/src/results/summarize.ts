import { exercises as table } from 'course';
import type { ExerciseResult, Status, SubmissionResult } from './SubmissionResult';

/** Points that were earned of an exercise. */
export function earned({ items }: Pick<ExerciseResult, 'items'>): number {
  return items.reduce((sum, item) => sum + item.earned, 0);
}

/** Points that an exercise can give. */
export function possible({ items }: Pick<ExerciseResult, 'items'>): number {
  return items.reduce((sum, item) => sum + item.points, 0);
}

/** What calls for attention first. */
const urgency: readonly Status[] = [
  ...(['malformed', 'crashed', 'out of memory', 'timed out'] as const),
  ...(['needs a person', 'graded', 'not attempted'] as const),
];

/** A submission in one line. */
export interface Total {
  points: number;
  maximum: number;
  /** The one that calls most for attention. */
  status: Status;
}

/** Adds up what a submission has earned; the bonus counts in points, and not in the maximum. */
export function total({ exercises }: SubmissionResult): Total {
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  const seen = new Set(exercises.map(({ status }) => status));
  return {
    points: sum(exercises.map(earned)),
    maximum: sum(exercises.filter(({ exercise }) => !('bonus' in table[exercise])).map(possible)),
    status: urgency.find((status) => seen.has(status)) ?? 'not attempted',
  };
}
