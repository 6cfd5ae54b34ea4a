import { firstLine, nbgraderMetadata, type Cell, type Notebook } from 'nbconvert-ts';
import { hashOf, holdsAnswer, type ManifestCell } from './manifest';

/** What a look at one notebook of a hand-in shows. */
export interface Inspection {
  /** Answer cells with an answer, and those that are empty or as released, by `grade_id`. */
  answered: string[];
  unanswered: string[];
  /** What must be fixed before it can be handed in, for people. */
  problems: string[];
  /** What deserves a look. */
  remarks: string[];
}

/** Compares a student's notebook with what was released. */
export function inspectHandIn(released: readonly ManifestCell[], notebook: Notebook): Inspection {
  const inspection: Inspection = { answered: [], unanswered: [], problems: [], remarks: [] };
  const { answered, unanswered, problems, remarks } = inspection;
  const cells = new Map<string, Cell[]>();
  for (const cell of notebook.cells) {
    const id = nbgraderMetadata(cell)?.grade_id;
    if (id !== undefined) cells.set(id, [...(cells.get(id) ?? []), cell]);
  }
  for (const one of released) {
    const { gradeId, isAnswer, kind, sha256 } = one;
    const [cell, ...copies] = cells.get(gradeId) ?? [];
    if (!cell) {
      problems.push(`The cell ${gradeId} is missing: take it from a fresh copy of the notebook.`);
      continue;
    }
    if (copies.length > 0)
      problems.push(`There are ${copies.length + 1} cells ${gradeId}: keep one.`);
    if (cell.cell_type !== kind) {
      problems.push(`The cell ${gradeId} was a ${kind} cell, and now is a ${cell.cell_type} cell.`);
    }
    if (isAnswer) (holdsAnswer(cell.source, one) ? answered : unanswered).push(gradeId);
    else if (hashOf(cell.source) !== sha256) {
      remarks.push(`The test ${gradeId} was changed; the grader uses the original.`);
    }
  }
  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== 'code') continue;
    const error = cell.outputs.find((output) => output.output_type === 'error');
    if (error && 'evalue' in error) {
      const where = nbgraderMetadata(cell)?.grade_id ?? firstLine(cell.source, 80);
      const message = firstLine(error.evalue, 80);
      remarks.push(`Cell ${index + 1} (${where}) ended with an error: ${message}`);
    }
  }
  return inspection;
}
