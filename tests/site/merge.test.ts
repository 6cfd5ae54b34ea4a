import { merge } from 'course-site/merge';

type Notebook = Parameters<typeof merge>[0];

/** A notebook of cells, each `id: text`; those whose id begins with `answer` are a student's. */
function notebook(...cells: string[]): Notebook {
  return {
    metadata: {},
    cells: cells.map((cell) => {
      const [id, source] = cell.split(': ') as [string, string];
      const metadata = id.startsWith('answer') ? { nbgrader: { solution: true } } : {};
      return { id, cell_type: 'code', metadata, source, outputs: [] };
    }),
  };
}
const textOf = ({ cells }: Notebook): string[] =>
  cells.map(({ id, source }) => `${id}: ${String(source)}`);

const base = notebook('a: one', 'answer: stub', 'check: check', 'z: end');

test.each<[title: string, mine: Notebook, next: Notebook, expected: string[]]>([
  [
    'an answer stays, and new text comes',
    notebook('a: one', 'answer: mine', 'check: check', 'z: end'),
    notebook('b: new', 'answer: stub', 'check: better', 'z: end'),
    ['b: new', 'answer: mine', 'check: better', 'z: end'],
  ],
  [
    'an answer stays where its stub has changed, and one as released becomes the new stub',
    notebook('a: one', 'answer: mine', 'check: check', 'z: end'),
    notebook('a: one', 'answer: new stub', 'answer2: stub', 'z: end'),
    ['a: one', 'answer: mine', 'answer2: stub', 'z: end'],
  ],
  [
    'a stub that nobody touched becomes the new one',
    base,
    notebook('answer: new stub', 'z: end'),
    ['answer: new stub', 'z: end'],
  ],
  [
    'own cells stay behind the cell that they follow, in their order',
    notebook('x: mine', 'a: one', 'y1: mine', 'y2: mine', 'answer: stub', 'check: check', 'z: end'),
    notebook('a: one', 'new: new', 'answer: stub', 'check: check', 'z: end'),
    [
      'x: mine',
      'a: one',
      'y1: mine',
      'y2: mine',
      'new: new',
      'answer: stub',
      'check: check',
      'z: end',
    ],
  ],
  [
    'a changed cell of the course stays changed, unless the course has changed it too: then there are both',
    notebook('a: tried', 'answer: stub', 'check: tried', 'z: end'),
    notebook('a: one', 'answer: stub', 'check: new', 'z: end'),
    ['a: tried', 'answer: stub', 'check: new', 'check-mine: tried', 'z: end'],
  ],
  [
    'a cell that the course has dropped stays only if it was changed',
    notebook('a: one', 'answer: stub', 'check: tried', 'z: end'),
    notebook('answer: stub'),
    ['answer: stub', 'check: tried'],
  ],
  [
    'a cell that was deleted comes back',
    notebook('a: one'),
    base,
    ['a: one', 'answer: stub', 'check: check', 'z: end'],
  ],
])('%s', (_, mine, next, expected) => {
  expect(textOf(merge(mine, next, base))).toEqual(expected);
});

test('nothing of a notebook from elsewhere is lost, where it is unknown what it was made from', () => {
  const mine = notebook('a: tried', 'answer: mine', 'own: mine');
  const next = notebook('a: one', 'answer: new stub');
  expect(textOf(merge(mine, next))).toEqual([
    'a: one',
    'a-mine: tried',
    'answer: mine',
    'own: mine',
  ]);
});

test('outputs stay with their cells', () => {
  const mine = notebook('a: one', 'answer: mine');
  mine.cells[1]!.outputs = ['shown'];
  expect(merge(mine, base, base).cells[1]!.outputs).toEqual(['shown']);
});
