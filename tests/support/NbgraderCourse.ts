import * as fs from 'node:fs';
import * as path from 'node:path';
import { nbgraderMetadata, type CodeCell, type Notebook } from 'nbconvert-ts';
import { NbgraderFolder, type Points } from './NbgraderFolder';

export type { Points } from './NbgraderFolder';

/** A cell of an assignment: a test if it has points, else a cell to fill in. */
export interface AssignmentCell {
  id: string;
  source: string;
  points?: number;
}

/** A small nbgrader course, built from cells, in a temporary folder. */
export class NbgraderCourse {
  private readonly nbgrader = new NbgraderFolder('assignment');

  /**
   * @param kernel name of the kernel that runs the notebooks
   * @param stub what stands in the place of a solution
   */
  constructor(
    private readonly kernel: string,
    stub: string,
  ) {
    fs.writeFileSync(
      path.join(this.nbgrader.folder, 'nbgrader_config.py'),
      `c = get_config()\nc.ClearSolutions.code_stub = {'typescript': ${JSON.stringify(stub)}}\n`,
    );
  }

  /** Generates the students' version of an assignment's notebooks. */
  async release(notebooks: Readonly<Record<string, readonly AssignmentCell[]>>): Promise<void> {
    for (const [name, cells] of Object.entries(notebooks)) {
      this.nbgrader.write('source', name, this.notebook(cells));
    }
    await this.nbgrader.generate();
  }

  /**
   * Hands in a notebook with a student's source in the cell to fill in; without a source, nothing.
   */
  submit(student: string, name: string, source?: string): void {
    const notebook = this.nbgrader.read('release', name);
    for (const cell of notebook.cells) {
      if (nbgraderMetadata(cell)?.solution === true && source !== undefined) cell.source = source;
    }
    this.nbgrader.write(`submitted/${student}`, name, notebook);
  }

  /** Runs and grades what was handed in. */
  grade(): Promise<Points> {
    return this.nbgrader.grade();
  }

  remove(): void {
    this.nbgrader.remove();
  }

  private notebook(cells: readonly AssignmentCell[]): Notebook {
    const kernelspec = { name: this.kernel, language: 'typescript', display_name: this.kernel };
    return {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec },
      cells: cells.map(codeCell),
    };
  }
}

function codeCell({ id, source, points }: AssignmentCell): CodeCell {
  const role =
    points === undefined
      ? { grade: false, locked: false, solution: true }
      : { grade: true, locked: true, solution: false, points };
  const nbgrader = { grade_id: id, schema_version: 3, task: false, ...role };
  return {
    cell_type: 'code',
    id,
    metadata: { nbgrader },
    source,
    outputs: [],
    execution_count: null,
  };
}
