import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  checkNbgrader,
  clearHiddenTests,
  clearOutputs,
  clearSolutions,
  fromPercent,
  lockCells,
  preprocess,
  type Notebook,
} from 'nbconvert-ts';

/** The project's folder. */
export const root = path.resolve(__dirname, '../..');
/** The truth: text with solutions. */
export const sourceFolder = path.join(root, 'notebooks/source');
/** What students get: generated from the source, committed, without answers or outputs. */
export const studentFolder = path.join(root, 'notebooks/student');
/** Solutions, as generated and as executed; not committed. */
export const solutionFolder = path.join(root, 'build/solution');
export const executedFolder = path.join(root, 'build/executed');

/** The notebook with which students hand in the others. It is no part of the course. */
export const handInNotebook = 'hand-in';

/** The names of the course's notebooks, in their order, without extension. */
export function notebookNames(): string[] {
  return fs
    .readdirSync(sourceFolder)
    .filter((file) => /^\d.*\.ts$/.test(file))
    .map((file) => path.basename(file, '.ts'))
    .sort();
}

/**
 * The notebook with its solutions.
 *
 * @throws Error if the source is malformed, naming the place
 */
export function solution(name: string): Notebook {
  const text = fs.readFileSync(path.join(sourceFolder, `${name}.ts`), 'utf8');
  const notebook = fromPercent(text, { language: 'typescript' });
  checkNbgrader(notebook);
  return notebook;
}

/** The notebook as students get it: empty answers, no hidden tests, no outputs, tests locked. */
export function studentVersion(notebook: Notebook): Notebook {
  return preprocess(notebook, clearOutputs, clearSolutions(), clearHiddenTests(), lockCells);
}
