import { isCode, type CodeNumber } from 'course';
import { earned, type SubmissionResult } from 'course-grading';
import { own } from './bank/source';

/**
 * An honest student, and what the answers earn without the accuracies: known, not measured.
 */
export interface Honest {
  name: string;
  answers: Readonly<Record<string, string>>;
  points: Readonly<Partial<Record<CodeNumber, number>>>;
}

/** By the order of names, one is graded before all attacks and one after them. */
export const honest: readonly Honest[] = [
  {
    name: '0 a right one',
    answers: Object.fromEntries(['1-2', '1-3', '2-2', '2-3', '3-2'].map((id) => [id, own(id)])),
    points: { '1.2': 5, '1.3': 8, '2.2': 5, '2.3': 15, '3.2': 9 },
  },
  {
    name: 'zz partly wrong',
    answers: {
      // Its inverse is the element itself.
      '1-2': own('1-2').replace('return (4 - a) % 4;', 'return a;'),
      '2-2': own('2-2'),
      // Its filters are all alike.
      '2-3': own('2-3').replace('rotate(pictures, h)', 'rotate(pictures, 0)'),
    },
    points: { '1.2': 3, '2.2': 5, '2.3': 9 },
  },
];

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
