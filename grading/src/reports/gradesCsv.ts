import { stringify } from 'csv-stringify/sync';
import { earned, possible, total } from '../results/summarize';
import type { Status, SubmissionResult } from '../results/SubmissionResult';

/**
 * Marks as a table: a row for every exercise of a student, and one for the total. What could not be
 * graded has no points, not 0.
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
        known(earned(one), one.status),
        possible(one),
        one.status,
      ]),
      [result.student, 'total', known(points, status), maximum, status],
    ];
  });
  return stringify(rows, {
    header: true,
    columns: ['student', 'exercise', 'points', 'maximum', 'status'],
    // A spreadsheet would run a text that begins with "=" as a formula.
    escape_formulas: true,
    quoted_match: /[\r\n]/,
  });
}

const known = (points: number, status: Status): number | undefined =>
  status === 'could not be graded' ? undefined : points;
