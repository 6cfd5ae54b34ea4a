import { exercises } from 'course';
import type { SubmissionResult } from '../results/SubmissionResult';
import { total } from '../results/summarize';

/** Statuses of exercises whose mark a person must confirm. */
const needsALook = ['could not be graded', 'needs a person', 'crashed', 'malformed'];

/**
 * The exit code: 2 if a person must look at an exercise that a program grades, else 1 if a student
 * has fewer points than required, else 0.
 */
export function exitCode(results: readonly SubmissionResult[], required?: number): 0 | 1 | 2 {
  const isOpen = results.some((result) =>
    result.exercises.some(
      ({ exercise, status }) => exercises[exercise].kind === 'code' && needsALook.includes(status),
    ),
  );
  if (isOpen) return 2;
  const isBelow =
    required !== undefined && results.some((result) => total(result).points < required);
  return isBelow ? 1 : 0;
}
