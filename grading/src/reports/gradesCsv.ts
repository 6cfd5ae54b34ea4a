import { earned, possible, total } from '../results/summarize';
import type { SubmissionResult } from '../results/SubmissionResult';

/**
 * Marks as a table: for each student a row for every exercise, and one for all of them together.
 *
 * @example
 * // student,exercise,points,maximum,status
 * // Ada,1.2,5,5,graded
 */
export function gradesCsv(results: readonly SubmissionResult[]): string {
  const rows = results.flatMap((result) => {
    const { points, maximum, status } = total(result);
    return [
      ...result.exercises.map((one): (string | number)[] => [
        ...[result.student, one.exercise, earned(one), possible(one), one.status],
      ]),
      [result.student, 'total', points, maximum, status],
    ];
  });
  const lines = [['student', 'exercise', 'points', 'maximum', 'status'], ...rows];
  return lines.map((row) => `${row.map(field).join(',')}\n`).join('');
}

/** A spreadsheet takes what begins like this for a formula. */
const formula = /^[=+\-@\t\r]/;

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
