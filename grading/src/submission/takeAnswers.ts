import { hashOf, type ManifestCell } from 'course-notebooks';
import { nbgraderMetadata, type Cell, type Notebook } from 'nbconvert-ts';

/** What a student has written into one answer cell. */
export type Answer =
  | { status: 'answered'; source: string }
  | { status: 'not attempted' }
  /** No rule decides this; `why` is for the person who must. */
  | { status: 'needs a person'; why: string };

/**
 * Takes the answers out of a notebook, by the `grade_id` of their cells. It uses nothing else of
 * the notebook: neither its tests nor added cells.
 *
 * - A cell with its released source, or an empty one, is not attempted.
 * - Of several cells with the same id, those with the released source do not count. If one text is
 *   left, it is the answer.
 * - A missing cell, two different answers, and an answer in a cell of another kind need a person.
 *
 * @param released the cells of the released notebook
 */
export function takeAnswers(
  released: readonly ManifestCell[],
  notebook: Notebook,
): Map<string, Answer> {
  return new Map(
    released
      .filter(({ isAnswer }) => isAnswer)
      .map((cell) => [cell.gradeId, takeAnswer(cell, cellsOf(notebook, cell.gradeId))]),
  );
}

function takeAnswer({ gradeId, kind, sha256 }: ManifestCell, cells: readonly Cell[]): Answer {
  const person = (why: string): Answer => ({ status: 'needs a person', why });
  if (cells.length === 0) return person(`The cell ${gradeId} is missing.`);
  const changed = cells.filter(({ source }) => source.trim() !== '' && hashOf(source) !== sha256);
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
  return cells.filter((cell) => {
    try {
      return nbgraderMetadata(cell)?.grade_id === gradeId;
    } catch {
      // Metadata that make no sense name no cell.
      return false;
    }
  });
}
