import { exercises as table } from 'course';
import type { ExerciseResult, Status, SubmissionResult } from './SubmissionResult';

/** The points that an exercise has earned. */
export function earned({ items }: Pick<ExerciseResult, 'items'>): number {
  return items.reduce((sum, item) => sum + item.earned, 0);
}

/** The points that an exercise can earn. */
export function possible({ items }: Pick<ExerciseResult, 'items'>): number {
  return items.reduce((sum, item) => sum + item.points, 0);
}

/** Points in words; of a run over the bonus alone there is no maximum. */
export function outOf(points: number, maximum: number, bonus = 0): string {
  if (maximum === 0) return `${points} points of the bonus`;
  const more = bonus > 0 ? `, ${bonus} of them from the bonus` : '';
  return `${points} of ${maximum} points${more}`;
}

/** Statuses by urgency, the most urgent first. */
const urgency: readonly Status[] = [
  'could not be graded',
  'malformed',
  'crashed',
  'out of memory',
  'timed out',
  'needs a person',
  'graded',
  'not attempted',
];

/** A submission in one line. */
export interface Total {
  points: number;
  maximum: number;
  /** Points of the bonus, among the others. */
  bonus: number;
  /** The most urgent status of all exercises. */
  status: Status;
}

/** Adds up a submission. The bonus counts towards the points, not towards the maximum. */
export function total({ exercises }: SubmissionResult): Total {
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  const seen = new Set(exercises.map(({ status }) => status));
  const isBonus = ({ exercise }: ExerciseResult): boolean => 'bonus' in table[exercise];
  return {
    points: sum(exercises.map(earned)),
    maximum: sum(exercises.filter((one) => !isBonus(one)).map(possible)),
    bonus: sum(exercises.filter(isBonus).map(earned)),
    status: urgency.find((status) => seen.has(status)) ?? 'not attempted',
  };
}
