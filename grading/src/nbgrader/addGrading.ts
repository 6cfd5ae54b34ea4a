import { nbgraderMetadata, type Cell, type Notebook } from 'nbconvert-ts';
import { rubric } from '../rubric/rubric';

/** What is judged: a part of an exercise, and the expression that gives its answer. */
type Judged = [part: string, expression: string];

/** After these tests the course's own answers take the place of students', for what later exercises build on them. */
const ownAnswers: Record<string, string> = {
  '2-3-test': "import { rotateP4 } from 'equivariant';",
};

/**
 * The notebook as nbgrader's source. nbgrader gives a test cell all or nothing, unless its value is a number: so each test
 * gets a hidden part that takes the place of the check, and ends in the points by the rubric. Students' versions
 * are the same with it as without it.
 *
 * @param notebook with its solutions
 */
export function addGrading(notebook: Notebook): Notebook {
  let judged: Judged[] = [];
  const cells = notebook.cells.map((cell): Cell => {
    if (cell.cell_type !== 'code') return cell;
    judged.push(...checksIn(cell.source));
    const metadata = nbgraderMetadata(cell);
    if (!metadata?.grade) return cell;
    const source = graded(cell.source, judged, ownAnswers[metadata.grade_id!]);
    const points = pointsOf(judged);
    judged = [];
    return { ...cell, source, metadata: { ...cell.metadata, nbgrader: { ...metadata, points } } };
  });
  return { ...notebook, cells };
}

function checksIn(source: string): Judged[] {
  const checks = source.matchAll(/^await check\('([^']+)', (\w+)\);$/gm);
  return [...checks].map(([, part, name]) => [part!, name!]);
}

/** Networks after their training, each with its accuracy. */
function trainedIn(source: string): Judged[] {
  const checks = source.matchAll(/^await checkTrained\('([^']+)', (\w+, .+), plan\);$/gm);
  return [...checks].map(([, part, given]) => [part!, `[${given}]`]);
}

function pointsOf(judged: readonly Judged[]): number {
  const parts = judged.map(([part]) => part);
  return Object.values(rubric)
    .flat()
    .reduce((sum, { part, points }) => (parts.includes(part) ? sum + points : sum), 0);
}

/** The test with its hidden part. */
function graded(source: string, judged: readonly Judged[], ownAnswer = ''): string {
  return `// ### BEGIN HIDDEN TESTS
/* For nbgrader the lines below are replaced by those after them.
// ### END HIDDEN TESTS
${source}
// ### BEGIN HIDDEN TESTS
*/
import { attempt, gradedPoints } from 'course-grading/nbgrader';
${[ownAnswer, ...source.split('\n').flatMap(attempted)].filter(Boolean).join('\n')}
gradedPoints(${thunks(judged)}, ${thunks(trainedIn(source))});
// ### END HIDDEN TESTS`;
}

/** Without `@ts-ignore` a name that the student's cell failed to declare would stop the whole test. */
function thunks(judged: readonly Judged[]): string {
  return `{
${judged.map(([part, expression]) => `  // @ts-ignore\n  '${part}': () => ${expression},`).join('\n')}
}`;
}

/** What a test does besides judging, such as measuring an accuracy that later cells show. */
function attempted(line: string): string[] {
  if (line.startsWith('await check(')) return [];
  const [, name, value] = /^(?:const (\w+) = )?(.+);$/.exec(line) ?? [];
  if (value === undefined) throw new Error(`nbgrader's tests have no place for this line: ${line}`);
  return ['// @ts-ignore', `${name ? `const ${name} = ` : ''}await attempt(async () => ${value});`];
}
