import { exercises } from 'course';
import type { SubmissionResult } from '../results/SubmissionResult';
import { total } from '../results/summarize';

/** Statuses that say that a program could not come to a mark that stands. */
const needsALook = ['needs a person', 'crashed', 'malformed'];

/**
 * What the command ends with: 2 if the mark of a program needs a person, else 1 if a student has fewer points than are required, else 0.
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
