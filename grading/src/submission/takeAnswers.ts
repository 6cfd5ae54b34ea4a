import { gradeIdOf, hashOf, holdsAnswer, type ManifestCell } from 'course-notebooks';
import { type Cell, type Notebook } from 'nbconvert-ts';
import { takeWritten, type Written } from './takeWritten';

/** What a student has written into one answer cell. */
export type Answer =
  | { status: 'answered'; source: string; written?: Written }
  | { status: 'not attempted' }
  /** No rule decides this; `why` is for the person who must. */
  | { status: 'needs a person'; why: string };

/**
 * Takes the answers out of a notebook, by the `grade_id` of their cells. It uses nothing else of
 * the notebook, but for written answers: a person reads them with the new cells beside them.
 *
 * - A cell with its released source, or an empty one, is not attempted.
 * - Of several cells with the same id, those with the released source do not count. If one text is
 *   left, it is the answer.
 * - A missing cell, two different answers, and an answer in a cell of another kind need a person.
 *
 * @param released the cells of the released notebook that have ids
 * @param course all its cells; without them, no cell is known to be new
 */
export function takeAnswers(
  released: readonly ManifestCell[],
  notebook: Notebook,
  course: readonly Cell[] = notebook.cells,
): Map<string, Answer> {
  const answers = released.filter(({ isAnswer }) => isAnswer);
  const ids = new Set(released.map(({ gradeId }) => gradeId));
  const given = new Set(course.map(({ source }) => hashOf(source)));
  const isGiven = (cell: Cell): boolean =>
    ids.has(gradeIdOf(cell)!) || given.has(hashOf(cell.source));
  const isAnswer = (cell: Cell): boolean => answers.some((one) => one.gradeId === gradeIdOf(cell));
  return new Map(
    answers.map((cell) => {
      const own = cellsOf(notebook, cell.gradeId);
      const place = course.findIndex((one) => gradeIdOf(one) === cell.gradeId);
      if (cell.kind === 'code' || (own.length === 0 && place < 1)) {
        return [cell.gradeId, takeAnswer(cell, own)];
      }
      if (own.length === 0) {
        const before = hashOf(course[place - 1]!.source);
        const isOwn = (one: Cell): boolean => hashOf(one.source) === before;
        const found = takeWritten({ ...cell, sha256: before }, notebook.cells, {
          isOwn,
          isGiven,
          isAnswer,
        });
        return [cell.gradeId, inItsPlace(cell.gradeId, found)];
      }
      const isOwn = (one: Cell): boolean => own.includes(one);
      const written = takeWritten(cell, notebook.cells, { isOwn, isGiven, isAnswer });
      if (!written) return [cell.gradeId, { status: 'not attempted' }];
      return [cell.gradeId, { status: 'answered', source: written.source, written }];
    }),
  );
}

/** A written answer whose cell is gone: what stands there instead, which a person judges. */
function inItsPlace(gradeId: string, found: Written | undefined): Answer {
  const rest = found ? 'This is new in its place:' : 'Nothing new stands in its place.';
  const source = `*The cell ${gradeId} is missing. ${rest}*`;
  const note: Cell = { cell_type: 'markdown', metadata: {}, source };
  const cells = [note, ...(found?.cells ?? [])];
  const whole = cells.map((cell) => cell.source).join('\n\n');
  const { macros = [] } = found ?? {};
  return { status: 'answered', source: whole, written: { source: whole, cells, macros } };
}

function takeAnswer(released: ManifestCell, cells: readonly Cell[]): Answer {
  const { gradeId, kind } = released;
  const person = (why: string): Answer => ({ status: 'needs a person', why });
  if (cells.length === 0) return person(`The cell ${gradeId} is missing.`);
  const changed = cells.filter(({ source }) => holdsAnswer(source, released));
  if (changed.length === 0) return { status: 'not attempted' };
  const sources = new Set(changed.map(({ source }) => source.trimEnd()));
  if (sources.size > 1) {
    return person(`There are ${sources.size} different answers in cells ${gradeId}.`);
  }
  const other = changed.find(({ cell_type: type }) => type !== kind);
  if (other)
    return person(`The cell ${gradeId} was a ${kind} cell, and is a ${other.cell_type} cell.`);
  return { status: 'answered', source: changed[0]!.source };
}

function cellsOf({ cells }: Notebook, gradeId: string): Cell[] {
  return cells.filter((cell) => gradeIdOf(cell) === gradeId);
}
