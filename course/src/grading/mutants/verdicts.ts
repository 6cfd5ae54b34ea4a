import { hints, passed } from '../../checks/Report';
import type { Part } from '../../exercises';
import { judge } from '../../judge';
import { specimensOf } from '../Grading';

/** How the check of a part judged one answer. */
export interface Verdict {
  part: Part;
  name: string;
  right: boolean;
  passed: boolean;
  /** How many properties the check examined. */
  properties: number;
  /** The first property that does not hold. */
  failed: string | undefined;
  hints: string[];
  /** Whether one of the hints says what it must; always true for a right answer. */
  hintMatches: boolean;
}

/** Judges every answer to a part. */
export function verdicts<P extends Part>(part: P): Verdict[] {
  const { right, wrong } = specimensOf(part);
  return [...right.map(({ name, answer }) => ({ name, answer, hint: undefined })), ...wrong].map(
    ({ name, answer, hint }) => {
      const report = judge(part, answer);
      const given = hints(report);
      return {
        part,
        name,
        right: hint === undefined,
        passed: passed(report),
        properties: report.findings.length,
        failed: report.findings.find((finding) => !finding.passed)?.property,
        hints: given,
        hintMatches: hint === undefined || given.some((text) => hint.test(text)),
      };
    },
  );
}

/** Whether the check judged this answer as it should. */
export function asItShould({ right, passed, hintMatches }: Verdict): boolean {
  return passed === right && hintMatches;
}
