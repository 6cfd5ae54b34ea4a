import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  checkNbgrader,
  clearHiddenTests,
  clearOutputs,
  clearSolutions,
  fromPercent,
  hasTag,
  lockCells,
  mapCells,
  nbgraderMetadata,
  preprocess,
  type Cell,
  type Notebook,
} from 'nbconvert-ts';
import { checksIn } from './checks';

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
  return { ...notebook, metadata: { ...notebook.metadata, language_info: languageInfo } };
}

/**
 * What the course's kernel says of its language: with it a notebook is coloured before the kernel
 * is up, and is not changed by being opened.
 */
const languageInfo = {
  name: 'typescript',
  version: '7.0.2',
  mimetype: 'text/typescript',
  file_extension: '.ts',
  codemirror_mode: 'typescript',
  pygments_lexer: 'typescript',
  nbconvert_exporter: 'script',
};

/** The notebook as students get it: empty answers, no hidden tests, no outputs, tests locked. */
export function studentVersion(notebook: Notebook): Notebook {
  const steps = [clearOutputs, clearSolutions({ stub }), clearHiddenTests(), lockCells];
  return preprocess(notebook, ...steps, letFail);
}

/** An open answer says what it answers: whoever runs all cells meets it in those that need it. */
function stub(index: number, { cells }: Notebook): string {
  const part = cells.slice(index).flatMap(({ source }) => checksIn(source))[0]?.part;
  const headings = cells.slice(0, index).flatMap(({ source }) => source.match(/^#+ .*/gm) ?? []);
  const title = headings.at(-1)?.replace(/^#+ | \(.*|`/g, '');
  const what = part === undefined ? `"${title}"` : `exercise ${part}`;
  return `// YOUR CODE HERE\nthrow new Error('Not implemented: solve ${what} first');`;
}

/** Gives each answer's cell its stub along, for programs that clear the solutions themselves. */
export const withStubs = mapCells((cell, index, notebook) =>
  isAnswer(cell) ? { ...cell, metadata: { ...cell.metadata, stub: stub(index, notebook) } } : cell,
);

/**
 * Tags the code below the first answer, other than answers: it may fail while answers are open, and
 * whoever runs all cells gets past it. Graders read the error from the cell’s output, as ever.
 */
export const letFail = mapCells((cell, index, { cells }) => {
  const isAbove = !cells.slice(0, index).some(isAnswer);
  if (cell.cell_type !== 'code' || isAbove || isAnswer(cell) || hasTag(cell, mayFail)) return cell;
  const tags = (cell.metadata.tags ?? []) as string[];
  return { ...cell, metadata: { ...cell.metadata, tags: [...tags, mayFail] } };
});

/** JupyterLab, nbclient and others go on after the error of a cell with this tag. */
const mayFail = 'raises-exception';

function isAnswer(cell: Cell): boolean {
  return cell.cell_type === 'code' && nbgraderMetadata(cell)?.solution === true;
}
