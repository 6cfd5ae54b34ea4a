import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { partsOf } from 'course';
import {
  earned,
  gradeExercise,
  possible,
  readHandIn,
  type ExerciseResult,
  type Grader,
} from 'course-grading';
import { namesOf, neededNames, notebookNames, solution } from 'course-notebooks';
import {
  executeNotebook,
  kernelPaths,
  writeNotebook,
  type Cell,
  type Notebook,
} from 'nbconvert-ts';
import { StudentNotebook } from './StudentNotebook';
import type { Variant } from './Variant';
import { notHandedIn } from './variants';

const root = resolve(__dirname, '../../..');

/** What a notebook's own check and the grader say of an answer. */
export interface Outcome {
  name: string;
  /** Why the notebook's own check failed; undefined if it passed. */
  failed: string | undefined;
  result: ExerciseResult;
}

/** Runs a variant from top to bottom, and grades it. */
export async function runVariant(variant: Variant, grader: Grader): Promise<Outcome> {
  const { name, exercise, change, files = {} } = variant;
  // Inside the project: there cells find their packages.
  const folder = join(root, 'build/variants', name.replaceAll(/\W+/g, '-'));
  rmSync(folder, { recursive: true, force: true });
  const student = new StudentNotebook(exercise);
  change(student);
  write(folder, files);
  writeNotebook(join(folder, `${student.name}.ipynb`), student.notebook);
  writeFileSync(
    notHandedIn,
    JSON.stringify([0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => (a + b) % 4))),
  );
  try {
    const failed = await ownCheck(student.notebook, variant, folder);
    const handIn = readHandIn(folder);
    const handedIn = handIn.of(exercise);
    if (!('answers' in handedIn)) throw new Error(handedIn.note);
    const { answers, notebook } = handedIn;
    const result = await gradeExercise(exercise, answers, grader, handIn.weights, notebook);
    return { name, failed, result };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(notHandedIn);
  }
}

/**
 * What is wrong with the marks of an answer: one that passes its own check gets all points, or the
 * grader asks a person and says why.
 */
export function unfair({ failed, result }: Outcome): string | undefined {
  const [points, all] = [earned(result), possible(result)];
  if (failed !== undefined || points === all) return undefined;
  if (result.status === 'needs a person' && result.note) return undefined;
  return `${points} of ${all} points, ${result.status}: ${result.note ?? ''}`;
}

async function ownCheck(
  notebook: Notebook,
  { exercise }: Variant,
  cwd: string,
): Promise<string | undefined> {
  const cells = withoutShow(notebook.cells);
  const asks = partsOf(exercise).map((part) => `await check('${part}'`);
  const isCheck = cells.map(({ source }) => asks.some((ask) => source.includes(ask)));
  const end = isCheck.lastIndexOf(true);
  const run = await executeNotebook(
    { ...notebook, cells: cells.slice(0, end + 1) },
    {
      kernelPaths: kernelPaths(process.env, [join(root, '.venv')]),
      cwd,
      env: { COURSE_QUICK: '1', COURSE_BACKEND: 'native' },
      allowErrors: true,
    },
  );
  const wrong = run.cells.find(({ index, status }) => isCheck[index] && status !== 'ok');
  return wrong && `${wrong.ename ?? wrong.status}: ${wrong.evalue ?? wrong.message ?? ''}`;
}

/** Without the course's cells that only show something: nothing can depend on them. */
function withoutShow(cells: readonly Cell[]): Cell[] {
  const code = cells.filter(({ cell_type: type }) => type === 'code');
  const names = code.flatMap((cell) =>
    isReleased(cell) ? [] : [...namesOf(cell.source).declares, ...namesOf(cell.source).uses],
  );
  const needed = neededNames(
    code.map(({ source }) => source),
    names,
  );
  return code.filter((cell, index) => needed[index]!.size > 0 || !isReleased(cell));
}

/** Whether a cell is one of the course's that is no answer and no check. */
function isReleased({ source }: Cell): boolean {
  released ??= new Set(
    notebookNames().flatMap((name) => solution(name).cells.map((cell) => cell.source)),
  );
  return released.has(source) && !source.includes('await check(');
}

let released: Set<string> | undefined;

function write(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
