import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { readNotebook, writeNotebook, type Notebook } from 'nbconvert-ts';
import { python, runPython } from 'nbconvert-ts/testing';

/** Points by student and test cell, as nbgrader's gradebook has them. */
export type Points = Record<string, Record<string, number>>;

/** In the project: notebooks look for packages and types from their own folder. */
const build = path.join(__dirname, '../../build');

/** An nbgrader course folder with one assignment, and nbgrader's commands. */
export class NbgraderFolder {
  readonly folder: string;

  /** @param parent where the folder is created */
  constructor(
    private readonly assignment: string,
    parent = build,
  ) {
    fs.mkdirSync(parent, { recursive: true });
    this.folder = fs.mkdtempSync(path.join(parent, 'nbgrader-'));
  }

  /** Removes every other notebook from the assignment's source. */
  keepOnly(name: string): void {
    const source = path.dirname(this.file('source', name));
    for (const file of fs.readdirSync(source)) {
      if (file !== `${name}.ipynb`) fs.rmSync(path.join(source, file));
    }
  }

  /** Generates the students' version of the notebooks in `source`. */
  async generate(): Promise<void> {
    await this.nbgrader('generate_assignment', this.assignment);
  }

  read(stage: string, name: string): Notebook {
    return readNotebook(this.file(stage, name));
  }

  write(stage: string, name: string, notebook: Notebook): void {
    const file = this.file(stage, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    writeNotebook(file, notebook);
  }

  /** Runs and grades the notebooks in `submitted`. */
  async grade(): Promise<Points> {
    await this.nbgrader('autograde', this.assignment);
    return runPython<Points>(
      `from nbgrader.api import Gradebook
result = {}
with Gradebook('sqlite:///' + data['folder'] + '/gradebook.db') as gradebook:
    for submission in gradebook.assignment_submissions(data['assignment']):
        grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
        result[submission.student.id] = {grade.name: grade.auto_score for grade in grades}`,
      { folder: this.folder, assignment: this.assignment },
    );
  }

  /** Writes the pages that students get. */
  async giveFeedback(): Promise<void> {
    await this.nbgrader('generate_feedback', this.assignment);
  }

  /** A student's page about a notebook. */
  feedback(student: string, name: string): string {
    const pages = path.join(this.folder, 'feedback', student, this.assignment);
    return fs.readFileSync(path.join(pages, `${name}.html`), 'utf8');
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private file(stage: string, name: string): string {
    return path.join(this.folder, stage, this.assignment, `${name}.ipynb`);
  }

  private async nbgrader(...args: string[]): Promise<void> {
    const settings = path.join(this.folder, 'jupyter');
    // nbgrader calls a program of its environment by its name alone.
    const programs = [path.dirname(python), process.env.PATH].join(path.delimiter);
    await promisify(execFile)(python, ['-m', 'nbgrader', ...args], {
      cwd: this.folder,
      env: {
        ...process.env,
        PATH: programs,
        JUPYTER_CONFIG_DIR: settings,
        JUPYTER_DATA_DIR: settings,
      },
    });
  }
}
