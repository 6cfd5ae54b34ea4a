import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { formatNotebook, nbgraderMetadata, readNotebook, type Notebook } from 'nbconvert-ts';
import { codeNotebook, runPython } from 'nbconvert-ts/testing';
import { exerciseNumbers, exerciseOf, exercises, notebookOf, type Part } from 'course';
import { gradingOf } from 'course/grading';
import {
  checksIn,
  notebookNames,
  solution,
  sourceFolder,
  studentFolder,
  studentVersion,
  withFingerprint,
} from 'course-notebooks';
import { validate, type Validation } from 'course-notebooks/validate';

test('every exercise of the table has its notebook', () => {
  const chapters = exerciseNumbers.map(notebookOf);
  const notebooks = notebookNames().map((name) => name.split('-')[0]);
  expect(notebooks).toEqual(expect.arrayContaining(chapters));
});

describe.each(notebookNames())('notebook %s', (name) => {
  const source = readFileSync(join(sourceFolder, `${name}.ts`), 'utf8');
  const studentFile = join(studentFolder, `${name}.ipynb`);

  test('the committed student version matches the source ("npm run notebooks" writes it)', () => {
    const made = formatNotebook(withFingerprint(studentVersion(solution(name))));
    expect(readFileSync(studentFile, 'utf8') === made).toBe(true);
  });

  test('Jupytext reads the same cells from the source', () => {
    const theirs = runPython(
      `import jupytext
cells = jupytext.reads(data, 'ts:percent').cells
result = [[cell.cell_type, cell.source, cell.metadata.get('nbgrader')] for cell in cells]`,
      source,
    );
    const ours = solution(name).cells.map(({ cell_type, source, metadata }) => [
      cell_type,
      source,
      metadata.nbgrader ?? null,
    ]);
    expect(ours).toEqual(theirs);
  });

  test('every exercise has the points of the table, in its heading and in its cells', () => {
    const numbered = exerciseNumbers.filter((number) => name.startsWith(`${notebookOf(number)}-`));
    const notebook = solution(name);
    const points = numbered.map((number) => [number, pointsOf(notebook, number)]);
    expect(points).toEqual(numbered.map((number) => [number, exercises[number].points]));
    const headings = [...source.matchAll(/^\/\/ ## Exercise (\S+): .*\((\d+) points/gm)];
    expect(headings.map(([, number, points]) => [number, Number(points)])).toEqual(points);
  });

  test('every test has the points of its parts’ rubric, and so have the headings and the table', () => {
    let open: Part[] = [];
    for (const cell of solution(name).cells.filter(({ cell_type: type }) => type === 'code')) {
      open.push(...checksIn(cell.source).map(({ part }) => part));
      const metadata = nbgraderMetadata(cell);
      if (!metadata?.grade) continue;
      expect([metadata.grade_id, metadata.points]).toEqual([metadata.grade_id, rubric(open)]);
      open = [];
    }
    const said = [
      ...source.matchAll(/^\/\/ ### (\d\S*[a-z]): .*\((\d+) points/gm),
      ...source.matchAll(/^\/\/ \| (\d\S*[a-z]) \|[^|]*\| (\d+) \|/gm),
    ];
    for (const [, part, points] of said) {
      expect([part, Number(points)]).toEqual([part, rubric([part as Part])]);
    }
  });

  test('the student version contains no output and no line of a solution', () => {
    const { cells } = readNotebook(studentFile);
    for (const cell of cells) {
      if (cell.cell_type === 'code')
        expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
    }
    const given = new Set(cells.flatMap((cell) => cell.source.split('\n').map((l) => l.trim())));
    const answers = answerLines(source);
    const places = cells.filter((cell) => nbgraderMetadata(cell)?.solution);
    expect(answers.length).toBeGreaterThanOrEqual(places.length);
    expect(answers.filter((line) => given.has(line))).toEqual([]);
    expect(cells.filter(({ source }) => /(BEGIN|END) (SOLUTION|HIDDEN)/.test(source))).toEqual([]);
  });
});

/** The points of parts, by what earns them. */
function rubric(parts: readonly Part[]): number {
  return parts
    .flatMap((part) => gradingOf(exerciseOf(part)).items.filter((item) => item.part === part))
    .reduce((sum, { points }) => sum + points, 0);
}

/** The points of an exercise's graded cells. */
function pointsOf({ cells }: Notebook, number: string): number {
  const id = number.replace('.', '-');
  return cells.reduce((sum, cell) => {
    const nbgrader = nbgraderMetadata(cell);
    const belongs = nbgrader?.grade_id === id || nbgrader?.grade_id?.startsWith(`${id}-`);
    return belongs ? sum + (nbgrader?.points ?? 0) : sum;
  }, 0);
}

/**
 * The lines between the marks of a solution, without those that say nothing, such as brackets.
 */
function answerLines(source: string): string[] {
  const answers = source.matchAll(/### BEGIN SOLUTION\n(.*?)### END SOLUTION/gs);
  return [...answers]
    .flatMap(([, answer]) => answer!.split('\n'))
    .map((line) => line.replace(/^\/\/ /, '').trim())
    .filter((line) => line.length > 10);
}

describe.each(['typescript', 'tslab'])('validate, in the kernel %s,', (kernel) => {
  const run = (cells: string[]): Promise<Validation> =>
    validate(codeNotebook(kernel, cells), { quick: true }, () => undefined);

  test('a warning is not a failure', async () => {
    const { ok, problems, executed } = await run([
      'console.warn("careful");',
      'console.log(6 * 7);',
    ]);
    expect([ok, problems]).toEqual([true, []]);
    expect(JSON.stringify(executed.cells)).toContain('42');
  });

  test('names the cell that failed, its error, and the cells that were not run', async () => {
    const cells = [
      'const a = 1;',
      'f(a);\nfunction f(x: number) {\n  throw new Error(`no ${x}`);\n}',
      'a;',
    ];
    const { ok, problems } = await run([...cells, 'console.log("late");']);
    expect(ok).toBe(false);
    expect(problems).toHaveLength(3);
    expect(stripVTControlCharacters(problems[0]!)).toMatch(
      /^Cell 2 \(f\(a\);\): error\n[^]*Error: no 1/,
    );
    expect(problems[1]).toBe('Cell 3 (a;): skipped, not run');
    expect(problems[2]).toBe('Cell 4 (console.log("late");): skipped, not run');
  });

  test('a type error is a failure', async () => {
    const { problems } = await run(['const n: number = "one";']);
    expect(problems.join()).toMatch(/Cell 1 .*error\n[^]*not assignable to type 'number'/);
  });
});

// In the course's own kernel it runs in the test of JupyterLab.
test.each(notebookNames())(
  '%s: the solution runs with plain tslab too',
  async (name) => {
    const { problems } = await validate(
      solution(name),
      { quick: true, kernel: 'tslab' },
      () => undefined,
    );
    expect(problems).toEqual([]);
  },
  300_000,
);
