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

/** A released notebook that is changed. */
export interface Released {
  notebook: Notebook;
  cells: Cell[];
  /** The cell of a grade id. */
  find: (gradeId: string) => Cell;
}

/** A notebook as students get it, with changes. */
export function changedNotebook(name: string, change: (released: Released) => void): Notebook {
  const notebook = readNotebook(join(studentFolder, `${name}.ipynb`));
  change({
    notebook,
    cells: notebook.cells,
    find: (id) => notebook.cells.find((cell) => nbgraderMetadata(cell)?.grade_id === id)!,
  });
  return notebook;
}

/** A notebook as students get it, with these answers, by grade id. */
export function answeredNotebook(
  name: string,
  answers: Readonly<Record<string, string>>,
): Notebook {
  return changedNotebook(name, ({ find }) => {
    for (const [id, source] of Object.entries(answers)) find(id).source = source;
  });
}

/** Writes the folder of one student. */
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
