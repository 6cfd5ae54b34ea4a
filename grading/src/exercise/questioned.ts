import type { Dependence } from 'course-notebooks';
import { firstLine } from 'nbconvert-ts';
import { earned, possible } from '../results/summarize';
import { cleanText, type ExerciseResult } from '../results/SubmissionResult';
import type { Run } from './examine';

/** What a sandbox lacks that a student's machine may have had, by the messages of the programs. */
const lacking: readonly [message: RegExp, words: (name: string) => string][] = [
  [/Cannot find (?:module|package) '([^']+)'/, (name) => `the module ${name} is not there`],
  [/ENOENT[^']*'([^']+)'/, (name) => `the file ${name} is not there`],
  [/Kernel '(\w+)' not registered/, (name) => `this machine can’t compute ${name}`],
];

/**
 * Leaves to a person what the sandbox could not decide: an answer may lack something there that it
 * had in its notebook.
 *
 * @param runs of the answer, the last as its notebook stands if there is a difference
 */
export function questioned(
  result: ExerciseResult,
  runs: readonly Run[],
  { cells, below, own }: Dependence,
): ExerciseResult {
  if (result.status !== 'graded' || earned(result) === possible(result)) return result;
  const failures = runs.flatMap(({ ended }) =>
    ended.filter(({ result: { status } }) => status !== 'ok'),
  );
  const said = [
    ...failures.map(({ result: { evalue, message } }) => `${evalue ?? ''} ${message ?? ''}`),
    ...result.items.flatMap(({ findings }) =>
      findings.filter(({ passed }) => !passed).map(({ detail }) => detail),
    ),
  ];
  const reasons = [
    ...below.map((name) => `${name} is declared only below the check`),
    ...said.flatMap((text) =>
      lacking.flatMap(([pattern, words]) => {
        const name = pattern.exec(text)?.[1];
        return name === undefined ? [] : [words(name)];
      }),
    ),
    ...failures.flatMap(({ step, result: { evalue, message } }) =>
      'cell' in step && cells.get(step.cell) === 'other'
        ? [`the cell “${firstLine(step.cell.source, 60)}” failed: ${evalue ?? message ?? ''}`]
        : [],
    ),
  ];
  if (reasons.length === 0) return result;
  const uses = own.length > 0 ? ` It uses ${own.join(', ')} of the student’s other cells.` : '';
  const why = `The grader could not run this answer as its notebook does: ${[...new Set(reasons)].join('; ')}.`;
  const note = [why + uses, ...(result.note === undefined ? [] : [result.note])].join('\n');
  return { ...result, status: 'needs a person', note: cleanText(note) };
}
