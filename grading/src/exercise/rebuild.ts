import type { CodeExercise } from '../rubric/Item';
import { exerciseOf, exercises, type NotebookNumber, type Part } from 'course';
import { notebookNames, solution } from 'course-notebooks';
import { hasTag, nbgraderMetadata, type Cell } from 'nbconvert-ts';

/** What is run to grade an exercise: nothing of a submission but its answers. */
export interface Rebuilt {
  notebook: NotebookNumber;
  /** Code of the course: what answers need, with the course's own answers to earlier exercises. */
  given: string[];
  /** Grade ids of the answer cells, in their order. */
  answers: string[];
  /** What is judged: each part, and the expression that names its answer. */
  parts: { part: Part; expression: string }[];
}

/**
 * How an exercise stands in its notebook: what must be run before its answer cells, and what they are judged by.
 *
 * @throws Error if the course's notebooks do not have it
 */
export function rebuild(exercise: CodeExercise): Rebuilt {
  const notebook = exercise[0] as NotebookNumber;
  const name = notebookNames().find((one) => one.startsWith(notebook));
  const cells =
    name === undefined ? [] : solution(name).cells.filter(({ cell_type: t }) => t === 'code');
  const given: string[] = [];
  const answers: string[] = [];
  const parts: Rebuilt['parts'] = [];
  for (const [index, cell] of cells.entries()) {
    const metadata = nbgraderMetadata(cell);
    const id = metadata?.grade_id;
    const isOwn = id !== undefined && exerciseOfCell(id) === exercise;
    if (isOwn && metadata?.solution) answers.push(id);
    parts.push(...judged(cell).filter(({ part }) => exerciseOf(part) === exercise));
    if (answers.length > 0) continue;
    const isAnswer = metadata?.solution === true;
    // The first imports what the others need; `given` declares what answers build on.
    if (index === 0 || isAnswer || hasTag(cell, 'given')) given.push(cell.source);
  }
  if (answers.length === 0 || parts.length === 0) {
    throw new Error(
      `The notebooks do not have exercise ${exercise}: its cells or its check are missing.`,
    );
  }
  return { notebook, given, answers, parts };
}

/** The exercise that a cell belongs to: `3-5-model` to 3.5, `4-a` to 4. */
function exerciseOfCell(gradeId: string): string | undefined {
  const dotted = gradeId.replace('-', '.');
  const numbers = Object.keys(exercises).sort((a, b) => b.length - a.length);
  return (
    numbers.find((number) => dotted === number || dotted.startsWith(`${number}-`)) ??
    numbers.find((number) => gradeId.startsWith(`${number}-`))
  );
}

/** What the checks in a cell are asked. */
function judged({ source }: Cell): Rebuilt['parts'] {
  return [...source.matchAll(/await check\('([^']+)', (\w+)\);/g)].map(([, part, expression]) => ({
    part: part as Part,
    expression: expression!,
  }));
}
