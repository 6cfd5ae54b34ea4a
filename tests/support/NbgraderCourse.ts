import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import {
  nbgraderMetadata,
  readNotebook,
  writeNotebook,
  type CodeCell,
  type Notebook,
} from 'nbconvert-ts';
import { python, runPython } from '../../nbconvert-ts/src/testSupport/python';

/** A cell of an assignment: a test if it has points, else a cell to fill in. */
export interface AssignmentCell {
  id: string;
  source: string;
  points?: number;
}

/** Points by student and test cell, as nbgrader's gradebook has them. */
export type Points = Record<string, Record<string, number>>;

const assignment = 'assignment';

/** In the project, for notebooks find their packages and types from where they are. */
const build = path.join(__dirname, '../../build');

/** A course of nbgrader's in a temporary folder. */
export class NbgraderCourse {
  private readonly folder: string;

  /**
   * @param kernel name of the kernel that runs the notebooks
   * @param stub what stands in the place of a solution
   */
  constructor(
    private readonly kernel: string,
    stub: string,
  ) {
    fs.mkdirSync(build, { recursive: true });
    this.folder = fs.mkdtempSync(path.join(build, 'nbgrader-'));
    fs.writeFileSync(
      path.join(this.folder, 'nbgrader_config.py'),
      `c = get_config()\nc.ClearSolutions.code_stub = {'typescript': ${JSON.stringify(stub)}}\n`,
    );
  }

  /** Makes the students' version of an assignment's notebooks. */
  async release(notebooks: Readonly<Record<string, readonly AssignmentCell[]>>): Promise<void> {
    for (const [name, cells] of Object.entries(notebooks)) {
      writeNotebook(this.file('source', name), this.notebook(cells));
    }
    await this.nbgrader('generate_assignment', assignment);
  }

  /** Hands in a notebook with what a student has made of the cell to fill in; without a source, nothing. */
  submit(student: string, name: string, source?: string): void {
    const notebook = readNotebook(this.file('release', name));
    for (const cell of notebook.cells) {
      if (nbgraderMetadata(cell)?.solution === true && source !== undefined) cell.source = source;
    }
    writeNotebook(this.file(`submitted/${student}`, name), notebook);
  }

  /** Runs and grades what was handed in. */
  async grade(): Promise<Points> {
    await this.nbgrader('autograde', assignment);
    return runPython<Points>(
      `from nbgrader.api import Gradebook
result = {}
with Gradebook('sqlite:///' + data['folder'] + '/gradebook.db') as gradebook:
    for submission in gradebook.assignment_submissions(data['assignment']):
        grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
        result[submission.student.id] = {grade.name: grade.auto_score for grade in grades}`,
      { folder: this.folder, assignment },
    );
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
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

  private file(stage: string, name: string): string {
    const folder = path.join(this.folder, stage, assignment);
    fs.mkdirSync(folder, { recursive: true });
    return path.join(folder, `${name}.ipynb`);
  }

  private async nbgrader(...args: string[]): Promise<void> {
    const settings = path.join(this.folder, 'jupyter');
    // nbgrader calls a program of its environment by its name alone.
    const programs = [path.dirname(python), process.env.PATH].join(path.delimiter);
    await promisify(execFile)(python, ['-m', 'nbgrader', ...args], {
      cwd: this.folder,
      env: {
        ...{ ...process.env, PATH: programs },
        ...{ JUPYTER_CONFIG_DIR: settings, JUPYTER_DATA_DIR: settings },
      },
    });
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
