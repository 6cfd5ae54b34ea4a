import { exercises as table } from 'course';
import { earned, outOf, possible, total } from '../results/summarize';
import type { ExerciseResult, SubmissionResult } from '../results/SubmissionResult';

/** A test in Gradescope's results. */
interface GradescopeTest {
  name: string;
  number: string;
  score: number;
  max_score: number;
  status: 'passed' | 'failed';
  output: string;
  visibility: 'visible';
}

/** What Gradescope reads from `results.json` (its autograder specification, "Output format"). */
export interface GradescopeResults {
  score: number;
  output: string;
  output_format: 'text';
  visibility: 'visible';
  tests: GradescopeTest[];
}

/** A submission's marks in Gradescope's format: a test for each item of the rubric. */
export function gradescopeResults(result: SubmissionResult): GradescopeResults {
  const { points, maximum, bonus } = total(result);
  const notes = result.exercises.map(({ exercise, status, note }) =>
    // What failed in the grader tells a student nothing.
    note === undefined || status === 'could not be graded'
      ? `${exercise}: ${status}`
      : `${exercise}: ${status}. ${note}`,
  );
  const { version, seed, sandbox } = result.grader;
  return {
    score: points,
    output: [
      outOf(points, maximum, bonus),
      ...notes,
      `Graded by version ${version} with seed ${seed}.`,
      ...(sandbox === 'none' ? [withoutSandbox] : []),
    ].join('\n'),
    output_format: 'text',
    visibility: 'visible',
    tests: result.exercises.flatMap(testsOf),
  };
}

/** A warning for every report of marks that a submission could have changed. */
export const withoutSandbox =
  'Answers were run without a sandbox: nothing kept them from changing marks.';

function testsOf(result: ExerciseResult): GradescopeTest[] {
  const { exercise, items, status } = result;
  const { title } = table[exercise];
  // There is nothing to report on what is not graded yet.
  const isOpen = status === 'needs a person' || status === 'could not be graded';
  if (isOpen && items.every(({ findings }) => findings.length === 0)) {
    return [
      {
        name: `${exercise} ${title}`,
        number: exercise,
        score: earned(result),
        max_score: possible(result),
        status: 'failed' as const,
        output:
          status === 'could not be graded'
            ? 'The grader failed. It is not your fault: this will be graded again.'
            : (result.note ?? 'This is graded by a person.'),
        visibility: 'visible',
      },
    ];
  }
  return items.map((item, index) => ({
    name: `${exercise} ${title}: ${item.title}`,
    number: `${exercise}.${index + 1}`,
    score: item.earned,
    max_score: item.points,
    status: item.earned === item.points ? ('passed' as const) : ('failed' as const),
    output: item.findings
      .map(
        ({ passed, property, detail, hint, unexamined }) =>
          `${passed ? '✓' : unexamined === undefined ? '✗' : '–'} ${property}: ${detail}${!passed && hint ? `\n  Hint: ${hint}` : ''}`,
      )
      .join('\n'),
    visibility: 'visible' as const,
  }));
}
