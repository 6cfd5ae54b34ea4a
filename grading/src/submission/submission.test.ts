import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest, solution, studentFolder } from 'course-notebooks';
import { zipSync } from 'fflate';
import {
  formatNotebook,
  nbgraderMetadata,
  readNotebook,
  type Cell,
  type Notebook,
} from 'nbconvert-ts';
import { limits } from '../limits';
import { readSubmission, type Received } from './readSubmission';
import { takeAnswers, type Answer } from './takeAnswers';

const name = '2-equivariant-convolutions';
const names = [name, '1-groups'];
const released = (): Notebook => readNotebook(join(studentFolder, `${name}.ipynb`));
const bytes = (notebook: Notebook): Uint8Array => Buffer.from(formatNotebook(notebook));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'submission-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const problem = (received: Received | undefined): string | undefined =>
  received && 'problem' in received ? received.problem : undefined;

describe('a submission', () => {
  test('is a folder', () => {
    writeFileSync(join(folder, `${name}.ipynb`), bytes(released()));
    expect(readSubmission(folder, names).notebooks).toEqual(
      new Map([[name, { notebook: released() }]]),
    );
  });

  test('or an archive, with folders in it or not', () => {
    const file = join(folder, 'hand-in.zip');
    writeFileSync(
      file,
      zipSync({ [`Ada/${name}.ipynb`]: bytes(released()), 'x.txt': bytes(released()) }),
    );
    expect(readSubmission(file, names).notebooks).toEqual(
      new Map([[name, { notebook: released() }]]),
    );
  });

  test.each<[string, () => void, RegExp]>([
    ['no JSON', () => writeFileSync(join(folder, `${name}.ipynb`), '{'), /JSON/],
    ['no notebook', () => writeFileSync(join(folder, `${name}.ipynb`), '{}'), /nbformat/],
    ['a folder', () => mkdirSync(join(folder, `${name}.ipynb`)), /folder/],
    ['a link', () => symlinkSync('/etc/passwd', join(folder, `${name}.ipynb`)), /link/],
    [
      'very large',
      () => {
        writeFileSync(join(folder, `${name}.ipynb`), '');
        truncateSync(join(folder, `${name}.ipynb`), 200 * 2 ** 20);
      },
      /too large.*200 MB, at most 50 MB/,
    ],
  ])('a notebook that is %s is told as such', (_, make, message) => {
    make();
    expect(problem(readSubmission(folder, names).notebooks.get(name))).toMatch(message);
  });

  test('entries that lead out of an archive lead nowhere', () => {
    const file = join(folder, 'hand-in.zip');
    writeFileSync(file, zipSync({ [`../../${name}.ipynb`]: bytes(released()) }));
    expect(readSubmission(file, names).notebooks.has(name)).toBe(true);
    expect(() => readNotebook(join(folder, '../..', `${name}.ipynb`))).toThrow();
  });

  test('an archive that grows without measure is not unpacked', () => {
    const file = join(folder, 'hand-in.zip');
    writeFileSync(file, zipSync({ [`${name}.ipynb`]: new Uint8Array(limits.notebookBytes + 1) }));
    expect(problem(readSubmission(file, names).notebooks.get(name))).toMatch(/too large/);
  });

  test('an archive that holds a notebook twice is not guessed at', () => {
    const file = join(folder, 'hand-in.zip');
    const twice = {
      [`a/${name}.ipynb`]: bytes(released()),
      [`b/${name}.ipynb`]: bytes(released()),
    };
    writeFileSync(file, zipSync(twice));
    expect(problem(readSubmission(file, names).notebooks.get(name))).toMatch(/twice/);
  });

  test('what is no archive is refused in one line', () => {
    const file = join(folder, 'hand-in.zip');
    writeFileSync(file, 'nothing of the kind');
    expect(() => readSubmission(file, names)).toThrow(/hand-in\.zip is not a zip archive[^\n]*$/);
    symlinkSync(folder, join(folder, 'link'));
    expect(() => readSubmission(join(folder, 'link'), names)).toThrow(/neither/);
  });
});

describe('an answer', () => {
  const cells = readManifest()[name]!;

  /** The answer to 2.3 in a notebook that was changed. */
  function answer(change: (notebook: Notebook, cell: Cell) => void): Answer {
    const notebook = released();
    change(notebook, find(notebook));
    return takeAnswers(cells, notebook).get('2-3')!;
  }
  const find = ({ cells }: Notebook): Cell =>
    cells.find((cell) => nbgraderMetadata(cell)?.grade_id === '2-3')!;
  const copy = (cell: Cell): Cell => structuredClone(cell);

  test('is there for each cell that asks for one', () => {
    const ids = solution(name).cells.flatMap((cell) => {
      const metadata = nbgraderMetadata(cell);
      return metadata?.solution ? [metadata.grade_id!] : [];
    });
    expect(ids.slice(0, 4)).toEqual(['2-1', '2-2', '2-3', '2-4']);
    expect([...takeAnswers(cells, released()).keys()]).toEqual(ids);
  });

  test.each<[string, (notebook: Notebook, cell: Cell) => void]>([
    ['nothing is changed', () => undefined],
    ['only space is added', (_, cell) => (cell.source += '\n \n')],
    ['the tests are gone', (notebook) => (notebook.cells = [find(notebook)])],
    ['its cell is there twice', (notebook, cell) => notebook.cells.push(copy(cell))],
  ])('is not attempted if %s', (_, change) => {
    expect(answer(change)).toEqual({ status: 'not attempted' });
  });

  test.each<[string, (notebook: Notebook, cell: Cell) => void]>([
    ['it stands in its cell', (_, cell) => (cell.source = 'mine')],
    [
      'the cell as released stands beside it',
      (notebook, cell) => {
        notebook.cells.push(copy(cell));
        cell.source = 'mine';
      },
    ],
    [
      'it is there twice',
      (notebook, cell) => {
        cell.source = 'mine';
        notebook.cells.unshift(copy(cell));
      },
    ],
    [
      'other cells have metadata that make no sense',
      (notebook, cell) => {
        cell.source = 'mine';
        notebook.cells[0]!.metadata.nbgrader = { grade_id: 7 };
      },
    ],
  ])('is taken if %s', (_, change) => {
    expect(answer(change)).toEqual({ status: 'answered', source: 'mine' });
  });

  test.each<[string, (notebook: Notebook, cell: Cell) => void, RegExp]>([
    [
      'its cell is gone',
      (notebook, cell) => (notebook.cells = notebook.cells.filter((one) => one !== cell)),
      /missing/,
    ],
    [
      'its cell has another id',
      (_, cell) => Object.assign(cell.metadata.nbgrader!, { grade_id: 'x' }),
      /missing/,
    ],
    [
      'there are two of them',
      (notebook, cell) => {
        cell.source = 'mine';
        notebook.cells.push({ ...copy(cell), source: 'other' });
      },
      /2 different answers/,
    ],
    [
      'its cell is no longer code',
      (_, cell) => Object.assign(cell, { cell_type: 'markdown', source: 'mine' }),
      /was a code cell, and is a markdown cell/,
    ],
  ])('needs a person if %s', (_, change, why) => {
    expect(answer(change)).toEqual({
      status: 'needs a person',
      why: expect.stringMatching(why) as string,
    });
  });
});
