import { exerciseOf, type Part } from 'course';
import { gradingOf } from 'course/grading';
import { checksIn, isCheck, trainedChecksIn, type Check } from 'course-notebooks';
import { nbgraderMetadata, type Cell, type Notebook } from 'nbconvert-ts';

/**
 * Turns a notebook into nbgrader's source. nbgrader gives all points of a test cell or none, unless
 * the cell's value is a number; so each test gets a hidden part that replaces the check and ends in
 * the points by the rubric. Students' versions are the same with it as without it.
 *
 * @param notebook with its solutions
 */
export function addGrading(notebook: Notebook): Notebook {
  let checks: Check[] = [];
  let standIns: string[] = [];
  const cells = notebook.cells.map((cell): Cell => {
    if (cell.cell_type !== 'code') return cell;
    checks.push(...checksIn(cell.source));
    const metadata = nbgraderMetadata(cell);
    if (!metadata?.grade) return cell;
    const source = graded(cell.source, checks, standIns);
    const points = checks.reduce((sum, { part }) => sum + pointsOf(part), 0);
    // In the next test, since this one asks for the student's own answer.
    standIns = checks.flatMap(({ part }) => gradingOf(exerciseOf(part)).standIn ?? []);
    checks = [];
    return { ...cell, source, metadata: { ...cell.metadata, nbgrader: { ...metadata, points } } };
  });
  return { ...notebook, cells };
}

function pointsOf(part: Part): number {
  return gradingOf(exerciseOf(part))
    .items.filter((item) => item.part === part)
    .reduce((sum, { points }) => sum + points, 0);
}

/** The test with its hidden part. */
function graded(source: string, checks: readonly Check[], standIns: readonly string[]): string {
  const trained = trainedChecksIn(source).map(({ part, expression }) => ({
    part,
    expression: `[${expression}]`,
  }));
  const imports = standIns.map((name) => `import { ${name} } from 'equivariant';`);
  return `// ### BEGIN HIDDEN TESTS
/* For nbgrader the lines below are replaced by those after them.
// ### END HIDDEN TESTS
${source}
// ### BEGIN HIDDEN TESTS
*/
import { attempt, gradedPoints } from 'course-grading/nbgrader';
${[...imports, ...source.split('\n').flatMap(attempted)].join('\n')}
gradedPoints(${thunks(checks)}, ${thunks(trained)});
// ### END HIDDEN TESTS`;
}

/**
 * Without `@ts-ignore` a name that the student's cell failed to declare would stop the whole test.
 */
function thunks(checks: readonly Check[]): string {
  return `{
${checks.map(({ part, expression }) => `  // @ts-ignore\n  '${part}': () => ${expression},`).join('\n')}
}`;
}

/** What a test does besides judging, such as measuring an accuracy for later cells. */
function attempted(line: string): string[] {
  if (isCheck(line)) return [];
  const [, name, value] = /^(?:const (\w+) = )?(.+);$/.exec(line) ?? [];
  if (value === undefined) throw new Error(`nbgrader's tests have no place for this line: ${line}`);
  return ['// @ts-ignore', `${name ? `const ${name} = ` : ''}await attempt(async () => ${value});`];
}
