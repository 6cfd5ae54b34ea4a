import { isCode } from 'course';
import type { SubmissionResult } from '../results/SubmissionResult';
import { earned } from '../results/summarize';
import type { Honest } from './honest';

/** What is wrong with the marks of an honest student. */
export function honestProblems({ name, points }: Honest, record?: SubmissionResult): string[] {
  if (!record) return [`${name} was not graded.`];
  return record.exercises.flatMap((result) => {
    const { exercise, status, note = '' } = result;
    const expected = isCode(exercise) ? points[exercise] : undefined;
    const got = earned(result);
    if (got === (expected ?? 0) && (expected === undefined || status === 'graded')) return [];
    return [
      `${name}, ${exercise}: ${got} points instead of ${expected ?? 0}, ${status}. ${note.slice(0, 200)}`,
    ];
  });
}
