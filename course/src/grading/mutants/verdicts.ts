import { hints, passed, type Report } from '../../checks/Report';
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
  /** The ids of all that do not hold. */
  lost: string[];
  /** Whether that is what the bank says; always true where it says nothing. */
  lossMatches: boolean;
  hints: string[];
  /** Whether one of the hints says what it must; always true for a right answer. */
  hintMatches: boolean;
}

/** Judges every answer to a part. */
export function verdicts<P extends Part>(part: P): Verdict[] {
  const { right, wrong } = specimensOf(part);
  const all = [...right.map((one) => ({ ...one, hint: undefined, loses: '' })), ...wrong];
  return all.map(({ name, answer, hint, loses }) => {
    const report = judge(part, answer);
    const given = hints(report);
    const lost = report.findings.filter((finding) => !finding.passed).map(({ id }) => id);
    return {
      part,
      name,
      right: hint === undefined,
      passed: passed(report),
      properties: report.findings.length,
      failed: report.findings.find((finding) => !finding.passed)?.property,
      lost,
      lossMatches: loses === undefined || isLoss([loses].flat(), lost, report),
      hints: given,
      hintMatches: hint === undefined || given.some((text) => hint.test(text)),
    };
  });
}

/** Whether the check judged this answer as it should. */
export function asItShould({ right, passed, hintMatches, lossMatches }: Verdict): boolean {
  return passed === right && hintMatches && lossMatches;
}

/** Whether an answer lost what the bank says; see `WrongAnswer.loses`. */
function isLoss(loses: readonly string[], lost: readonly string[], { findings }: Report): boolean {
  if (loses.includes('all')) return lost.length === findings.length;
  const ids = loses
    .join(' ')
    .split(' ')
    .flatMap((id) => {
      const [, name, digits] = /^(.*-)(\d+)$/.exec(id) ?? [];
      return digits === undefined ? id : [...digits].map((digit) => `${name!}${digit}`);
    });
  return ids.filter(Boolean).sort().join() === [...lost].sort().join();
}
