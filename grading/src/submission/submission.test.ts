import { join } from 'node:path';
import { readManifest, solution, studentFolder } from 'course-notebooks';
import { nbgraderMetadata, readNotebook, type Cell, type Notebook } from 'nbconvert-ts';
import { takeAnswers, type Answer } from './takeAnswers';

const name = '2-equivariant-convolutions';
const released = (): Notebook => readNotebook(join(studentFolder, `${name}.ipynb`));

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
    ['it is empty', (_, cell) => (cell.source = ' \n')],
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
