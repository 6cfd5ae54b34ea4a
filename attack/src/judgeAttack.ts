import { isCode } from 'course';
import { earned, type Status, type SubmissionResult } from 'course-grading';
import { confession, type Attack } from './Attack';

/** A file that the grader has written about a submission. */
export interface Written {
  file: string;
  text: string;
}

/** The outcome of a submission. */
export interface Aftermath {
  /** Undefined if there is no record. */
  record: SubmissionResult | undefined;
  written: readonly Written[];
}

/** HTML of the bank, and anything else that would run in a page. */
const alive =
  /<script(?![^>]*nonce)|<(img|svg|iframe|a)\b[^>]*(\son\w+\s*=|javascript:|\bsrc=["']?x\b)|<iframe/i;
// eslint-disable-next-line no-control-regex
const notForXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
/** What makes a page or a table of marks read differently from what it says. */
const turning = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * What is wrong with the grading of an attack: an empty list if the attack was held off.
 *
 * @param secrets texts that must appear nowhere
 */
export function problemsOf(
  attack: Attack,
  { record, written }: Aftermath,
  secrets: readonly string[],
): string[] {
  const problems = record ? markProblems(attack, record) : ['It was not graded.'];
  for (const { file, text } of written) {
    if (secrets.some((secret) => text.includes(secret))) problems.push(`A secret is in ${file}.`);
    const told = text.indexOf(confession);
    if (told >= 0) problems.push(`${file}: ${text.slice(told, told + 120)}`);
    problems.push(...formatProblems(file, text));
  }
  return problems;
}

function markProblems(
  { mayEarn = {}, statuses = {}, mayNotCompile }: Attack,
  record: SubmissionResult,
): string[] {
  return record.exercises.flatMap((result) => {
    const { exercise, status, note = '' } = result;
    if (!isCode(exercise)) return earned(result) === 0 ? [] : [`${exercise}: a person’s points.`];
    const [points, most] = [earned(result), mayEarn[exercise] ?? 0];
    const expected: readonly Status[] | undefined = statuses[exercise];
    return [
      // In this form NaN is too much.
      ...(points <= most ? [] : [`${exercise}: ${points} points, at most ${most} are earned.`]),
      ...((expected?.includes(status) ?? true) ? [] : [`${exercise} ended as ${status}.`]),
      ...(status === 'could not be graded' ? [`${exercise}: the grader failed: ${note}`] : []),
      // An attack that does not compile has not been tried.
      ...(!mayNotCompile && /^(In .*?: )?(TypeScriptError|SyntaxError)/m.test(note)
        ? [`${exercise} did not run: ${note.slice(0, 300)}`]
        : []),
    ];
  });
}

/** What is wrong with a file about any student. */
export function formatProblems(file: string, text: string): string[] {
  const found = file.endsWith('.html') ? alive.exec(text) : undefined;
  return [
    ...(found ? [`${file} is not harmless: ${text.slice(found.index, found.index + 80)}`] : []),
    ...(turning.test(text) ? [`${file} turns the direction of writing.`] : []),
    ...(file.endsWith('.xml') && notForXml.test(text) ? [`${file} is not XML.`] : []),
  ];
}

/** The rows of a table of marks, by student: exercise, points, maximum and status. */
export function rowsByStudent(csv: string): Map<string, string[][]> {
  const rows = new Map<string, string[][]>();
  // A quoted field may contain commas and line ends.
  for (const [line] of csv.matchAll(/(?:"(?:[^"]|"")*"|[^"\n])+/g)) {
    const [student, ...rest] = [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)]
      .map(([, field]) => field!)
      .map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field));
    rows.set(student!, [...(rows.get(student!) ?? []), rest]);
  }
  return rows;
}
