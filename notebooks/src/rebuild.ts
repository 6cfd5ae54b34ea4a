import {
  exerciseOf,
  exerciseOfCell,
  notebookOf,
  type CodeNumber,
  type NotebookNumber,
  type Part,
} from 'course';
import { hasTag, nbgraderMetadata } from 'nbconvert-ts';
import { checksIn } from './checks';
import { hashOf } from './manifest';
import { notebookNames, solution, studentVersion } from './notebooks';

/** What runs to grade an exercise: nothing of a submission but its answers. */
export interface Rebuilt {
  notebook: NotebookNumber;
  /** The course's code: what answers need, with the course's own answers to earlier exercises. */
  given: string[];
  /** The course's other cells before the answer: they run where an answer uses their names. */
  shown: string[];
  /** Grade ids of the answer cells, in order. */
  answers: string[];
  /** The course's own answers, in the same order. */
  solved: string[];
  /** Fingerprints of the course's cells, with and without its answers. */
  released: ReadonlySet<string>;
  /** The parts that are judged, and the expression that names each answer. */
  parts: { part: Part; expression: string }[];
}

/**
 * Finds an exercise in its notebook: what must run before its answer cells, and what judges them.
 *
 * @throws Error if the course's notebooks do not have it
 */
export function rebuild(exercise: CodeNumber): Rebuilt {
  let rebuilt = known.get(exercise);
  if (!rebuilt) known.set(exercise, (rebuilt = read(exercise)));
  return rebuilt;
}

const known = new Map<CodeNumber, Rebuilt>();

function read(exercise: CodeNumber): Rebuilt {
  const notebook = notebookOf(exercise);
  const name = notebookNames().find((one) => one.startsWith(`${notebook}-`));
  const whole = name === undefined ? undefined : solution(name);
  const cells = whole?.cells.filter(({ cell_type: type }) => type === 'code') ?? [];
  const given: string[] = [];
  const shown: string[] = [];
  const answers: string[] = [];
  const solved: string[] = [];
  const parts: Rebuilt['parts'] = [];
  for (const [index, cell] of cells.entries()) {
    const metadata = nbgraderMetadata(cell);
    const id = metadata?.grade_id;
    const isOwn = id !== undefined && exerciseOfCell(id) === exercise;
    if (isOwn && metadata?.solution) {
      answers.push(id);
      solved.push(cell.source);
    }
    parts.push(...checksIn(cell.source).filter(({ part }) => exerciseOf(part) === exercise));
    if (answers.length > 0) continue;
    const isAnswer = metadata?.solution === true;
    // The first cell imports what the others need; `given` declares what answers build on.
    if (index === 0 || isAnswer || hasTag(cell, 'given')) given.push(cell.source);
    else shown.push(cell.source);
  }
  if (answers.length === 0 || parts.length === 0) {
    throw new Error(
      `The notebooks do not have exercise ${exercise}: its cells or its check are missing.`,
    );
  }
  const both = [...cells, ...(whole ? studentVersion(whole).cells : [])];
  const released = new Set(both.map(({ source }) => hashOf(source)));
  return { notebook, given, shown, answers, solved, released, parts };
}
