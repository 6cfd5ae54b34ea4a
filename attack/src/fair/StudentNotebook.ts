import type { CodeNumber } from 'course';
import { notebookNames, studentFolder } from 'course-notebooks';
import { join } from 'node:path';
import { nbgraderMetadata, readNotebook, type Cell, type Notebook } from 'nbconvert-ts';
import { own } from '../bank/source';

/** A student's notebook under change. At first it holds the course's own answers. */
export class StudentNotebook {
  readonly name: string;
  readonly notebook: Notebook;
  private added = 0;

  constructor(exercise: CodeNumber) {
    this.name = notebookNames().find((name) => name.startsWith(`${exercise[0]!}-`))!;
    this.notebook = readNotebook(join(studentFolder, `${this.name}.ipynb`));
    for (const cell of this.notebook.cells) {
      const metadata = nbgraderMetadata(cell);
      if (metadata?.solution && cell.cell_type === 'code') cell.source = own(metadata.grade_id!);
    }
  }

  /** The source of an answer. */
  source(id: string): string {
    return this.cell(id).source;
  }

  /** Puts back what was released. */
  release(id: string): void {
    const released = readNotebook(join(studentFolder, `${this.name}.ipynb`));
    this.answer(id, find(released, id).source);
  }

  /** Replaces an answer. */
  answer(id: string, source: string): void {
    this.cell(id).source = source;
  }

  /** Replaces text of an answer, of the first cell (id 'imports'), or of a cell with that text. */
  replace(id: string | undefined, from: string, to: string): void {
    const code = this.notebook.cells.filter(({ cell_type: type }) => type === 'code');
    const cell =
      id === 'imports'
        ? code[0]!
        : id === undefined
          ? code.find(({ source }) => source.includes(from))
          : this.cell(id);
    if (!cell?.source.includes(from))
      throw new Error(`There is no “${from}” in ${id ?? 'any cell'}.`);
    cell.source = cell.source.replace(from, () => to);
  }

  /** Adds a cell of the student's. */
  before(id: string, source: string): void {
    this.insert(id, source, 0);
  }

  after(id: string, source: string): void {
    this.insert(id, source, 1);
  }

  private insert(id: string, source: string, offset: number): void {
    const { cells } = this.notebook;
    const added = { id: `added${this.added++}`, metadata: {}, outputs: [], execution_count: null };
    cells.splice(cells.indexOf(this.cell(id)) + offset, 0, { ...added, cell_type: 'code', source });
  }

  private cell(id: string): Cell {
    return find(this.notebook, id);
  }
}

function find({ cells }: Notebook, id: string): Cell {
  const cell = cells.find((one) => nbgraderMetadata(one)?.grade_id === id);
  if (!cell) throw new Error(`There is no cell ${id}.`);
  return cell;
}
