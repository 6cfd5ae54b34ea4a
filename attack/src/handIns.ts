import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { studentFolder } from 'course-notebooks';
import {
  nbgraderMetadata,
  readNotebook,
  writeNotebook,
  type Cell,
  type Notebook,
} from 'nbconvert-ts';

/** A released notebook under change. */
export interface Released {
  notebook: Notebook;
  cells: Cell[];
  /** The cell with a grade id. */
  find: (gradeId: string) => Cell;
}

/** A released notebook with changes. */
export function changedNotebook(name: string, change: (released: Released) => void): Notebook {
  const notebook = readNotebook(join(studentFolder, `${name}.ipynb`));
  change({
    notebook,
    cells: notebook.cells,
    find: (id) => notebook.cells.find((cell) => nbgraderMetadata(cell)?.grade_id === id)!,
  });
  return notebook;
}

/** A released notebook with these answers, by grade id. */
export function answeredNotebook(
  name: string,
  answers: Readonly<Record<string, string>>,
): Notebook {
  return changedNotebook(name, ({ find }) => {
    for (const [id, source] of Object.entries(answers)) find(id).source = source;
  });
}

/** Writes one student's folder. */
export function writeHandIn(
  folder: string,
  student: string,
  notebooks: Readonly<Record<string, Notebook>>,
): void {
  mkdirSync(join(folder, student), { recursive: true });
  for (const [name, notebook] of Object.entries(notebooks)) {
    writeNotebook(join(folder, student, `${name}.ipynb`), notebook);
  }
}
