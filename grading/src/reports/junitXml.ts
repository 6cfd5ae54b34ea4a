import { exercises as table } from 'course';
import type { ExerciseResult, SubmissionResult } from '../results/SubmissionResult';
import type { ScoredItem } from 'course/grading';

/**
 * Marks in JUnit's format, for continuous integration: a suite for each student, a test case for
 * each item. An item without its points is a failure; what was not attempted or waits for a person
 * is skipped; what broke is an error.
 */
export function junitXml(results: readonly SubmissionResult[]): string {
  const suites = results.map(({ student, exercises }) => {
    const cases = exercises.flatMap((exercise) =>
      exercise.items.map((item) => testCase(exercise, item)),
    );
    const count = (kind: string): number => cases.filter((one) => one.kind === kind).length;
    return (
      `  <testsuite name="${xml(student)}" tests="${cases.length}" failures="${count('failure')}" ` +
      `errors="${count('error')}" skipped="${count('skipped')}">\n` +
      `${cases.map(({ text }) => text).join('')}  </testsuite>\n`
    );
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function testCase(
  { exercise, status, note, items, seconds = 0 }: ExerciseResult,
  item: ScoredItem,
): { kind: string; text: string } {
  const name = `${exercise} ${table[exercise].title}: ${item.title} (${item.earned} of ${item.points})`;
  const time = (seconds / items.length).toFixed(3);
  const open = `    <testcase classname="${xml(exercise)}" name="${xml(name)}" time="${time}"`;
  const kind = kindOf(status, item);
  if (kind === 'passed') return { kind, text: `${open}/>\n` };
  const failed = item.findings.filter(({ passed }) => !passed);
  const all = failed.map(({ property, detail }) => `${property}: ${detail}`);
  const why = all.length > 0 ? all.join('\n') : (note ?? status);
  const message = why.split('\n')[0]!;
  return {
    kind,
    text: `${open}>\n      <${kind} message="${xml(message)}">${xml(why)}</${kind}>\n    </testcase>\n`,
  };
}

function kindOf(status: ExerciseResult['status'], item: ScoredItem): string {
  if (item.earned === item.points) return 'passed';
  if (status === 'graded') return 'failure';
  return status === 'not attempted' || status === 'needs a person' ? 'skipped' : 'error';
}

/** XML 1.0 has no control characters, not even as entities. */
function xml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\n', '&#10;')
  );
}
