import { stringify } from 'csv-stringify/sync';
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
      ...result.exercises.map((one) => [
        result.student,
        one.exercise,
        earned(one),
        possible(one),
        one.status,
      ]),
      [result.student, 'total', points, maximum, status],
    ];
  });
  return stringify(rows, {
    header: true,
    columns: ['student', 'exercise', 'points', 'maximum', 'status'],
    // A spreadsheet takes what begins with "=" for a formula, and runs it.
    escape_formulas: true,
    quoted_match: /[\r\n]/,
  });
}
