import {
  exerciseOf,
  exerciseOfCell,
  notebookOf,
  type CodeNumber,
  type NotebookNumber,
  type Part,
} from 'course';
import { checksIn, notebookNames, solution } from 'course-notebooks';
import { hasTag, nbgraderMetadata } from 'nbconvert-ts';

/** What runs to grade an exercise: nothing of a submission but its answers. */
export interface Rebuilt {
  notebook: NotebookNumber;
  /** The course's code: what answers need, with the course's own answers to earlier exercises. */
  given: string[];
  /** Grade ids of the answer cells, in order. */
  answers: string[];
  /** The parts that are judged, and the expression that names each answer. */
  parts: { part: Part; expression: string }[];
}

/**
 * Finds an exercise in its notebook: what must run before its answer cells, and what judges them.
 *
 * @throws Error if the course's notebooks do not have it
 */
export function rebuild(exercise: CodeNumber): Rebuilt {
  const notebook = notebookOf(exercise);
  const name = notebookNames().find((one) => one.startsWith(`${notebook}-`));
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
    parts.push(...checksIn(cell.source).filter(({ part }) => exerciseOf(part) === exercise));
    if (answers.length > 0) continue;
    const isAnswer = metadata?.solution === true;
    // The first cell imports what the others need; `given` declares what answers build on.
    if (index === 0 || isAnswer || hasTag(cell, 'given')) given.push(cell.source);
  }
  if (answers.length === 0 || parts.length === 0) {
    throw new Error(
      `The notebooks do not have exercise ${exercise}: its cells or its check are missing.`,
    );
  }
  return { notebook, given, answers, parts };
}
