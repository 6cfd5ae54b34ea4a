import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest, studentFolder } from 'course-notebooks';
import { nbgraderMetadata, readNotebook, type Cell } from 'nbconvert-ts';
import { writtenAnswers } from '../batch/writtenResult';
import { writeHandIn } from '../testSupport/handIns';
import { renderAnswer } from '../written/page/renderAnswer';
import { readHandIn } from './HandIn';
import { takeAnswers, type Answer } from './takeAnswers';

const name = '1-groups';
const course = readNotebook(join(studentFolder, `${name}.ipynb`)).cells;
const markdown = (source: string): Cell => ({ cell_type: 'markdown', metadata: {}, source });
const code = (source: string): Cell => ({
  ...markdown(source),
  cell_type: 'code',
  outputs: [],
  execution_count: null,
});

/** The answer to 1.1 in a notebook that was changed at its cell. */
function answerTo11(change: (cells: Cell[], at: number) => void): Answer {
  const cells = structuredClone(course);
  change(
    cells,
    cells.findIndex((cell) => nbgraderMetadata(cell)?.grade_id === '1-1'),
  );
  const notebook = { nbformat: 4, nbformat_minor: 4, metadata: {}, cells } as const;
  return takeAnswers(readManifest()[name]!, notebook, course).get('1-1')!;
}

const proof = 'Let $b$ and $c$ be inverses.';

test.each<[string, (cells: Cell[], at: number) => void, string]>([
  ['the given cell', (cells, at) => (cells[at]!.source = proof), proof],
  ['a new cell below', (cells, at) => cells.splice(at + 1, 0, markdown(proof)), proof],
  ['a new cell above', (cells, at) => cells.splice(at, 0, markdown(proof)), proof],
  [
    'a raw cell below',
    (cells, at) => cells.splice(at + 1, 0, { ...markdown(proof), cell_type: 'raw' } as Cell),
    proof,
  ],
  [
    'a code cell below',
    (cells, at) => cells.splice(at + 1, 0, code(`/* ${proof} */`)),
    `/* ${proof} */`,
  ],
  [
    'the given cell, made a code cell',
    (cells, at) => (cells[at] = { ...code(proof), metadata: cells[at]!.metadata }),
    proof,
  ],
  [
    'two copies of the given cell',
    (cells, at) =>
      cells.splice(at, 1, ...['a', 'b', 'a'].map((source) => ({ ...cells[at]!, source }))),
    'a\n\nb',
  ],
  [
    'the given cell and two new ones',
    (cells, at) => {
      cells[at]!.source = 'First.';
      cells.splice(at + 1, 0, markdown('Second.'), markdown(' '), markdown('Third.'));
    },
    'First.\n\nSecond.\n\nThird.',
  ],
])('a written answer counts in %s', (_, change, source) => {
  expect(answerTo11(change)).toMatchObject({ status: 'answered', source });
});

test.each<[string, (cells: Cell[], at: number) => void]>([
  ['nothing is new', () => undefined],
  ['a new cell is empty', (cells, at) => cells.splice(at + 1, 0, markdown('\n'))],
  ['a new cell is elsewhere', (cells, at) => cells.splice(at + 2, 0, markdown(proof))],
  ['a cell of the course is there twice', (cells, at) => cells.splice(at + 1, 0, cells[at + 1]!)],
])('a written answer is not attempted if %s', (_, change) => {
  expect(answerTo11(change)).toEqual({ status: 'not attempted' });
});

test.each<[string, (cells: Cell[], at: number) => void, string[]]>([
  ['nothing', (cells, at) => cells.splice(at, 1), []],
  ['a new cell', (cells, at) => cells.splice(at, 1, markdown(proof)), [proof]],
  ['two new cells', (cells, at) => cells.splice(at, 1, markdown('a'), code('b')), ['a', 'b']],
])('where the given cell is gone, a person sees so, and %s', (_, change, sources) => {
  const answer = answerTo11(change);
  if (answer.status !== 'answered') throw new Error(answer.status);
  const [note, ...others] = answer.written!.cells.map(({ source }) => source);
  expect(note).toMatch(/^\*The cell 1-1 is missing\./);
  expect(others).toEqual(sources);
});

test('a new cell above another question is not part of the answer before', () => {
  const answer = answerTo11((cells, at) => {
    const next = cells.findIndex((cell) => nbgraderMetadata(cell)?.grade_id === '1-2');
    cells.splice(next, 0, markdown('A note.'));
    cells[at]!.source = proof;
  });
  expect(answer).toMatchObject({ source: proof });
});

test('the macros of earlier cells come with a written answer', () => {
  const define = markdown('$\\newcommand{\\inv}[1]{#1^{-1}}$');
  const answer = answerTo11((cells, at) => {
    cells[at]!.source = '$\\inv{a}$';
    cells.unshift(define);
  });
  expect(answer).toMatchObject({ written: { macros: [define] } });
});

test('pictures beside a notebook come with the written answer that names them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  writeHandIn(folder, new Map([['1-1', '![proof](./my%20proof.jpg) and ![](pics/b.png)']]));
  mkdirSync(join(folder, 'pics'));
  for (const file of ['my proof.jpg', 'pics/b.png', 'unused.png']) {
    writeFileSync(join(folder, file), file);
  }
  const handIn = readHandIn(folder);
  const found = handIn.of('1.1');
  const answer = 'answers' in found ? found.answers.get('1-1') : undefined;
  const written = answer?.status === 'answered' ? answer.written : undefined;
  expect([...(written?.pictures ?? [])].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
    ['my proof.jpg', 'my proof.jpg'],
    ['pics/b.png', 'pics/b.png'],
  ]);
  const source = written!.source;
  const page = String(
    await renderAnswer({ student: 'Ada', exercise: '1.1', source, read: () => written }),
  );
  const data = (text: string): string => Buffer.from(text).toString('base64');
  expect(page).toContain(`<img src="data:image/jpeg;base64,${data('my proof.jpg')}" alt="proof">`);
  expect(page).toContain(`<img src="data:image/png;base64,${data('pics/b.png')}"`);
  const [first] = writtenAnswers('Ada', () => handIn);
  writeFileSync(join(folder, 'pics/b.png'), 'another');
  const [second] = writtenAnswers('Ada', () => readHandIn(folder));
  expect(first!.attached).not.toBe(second!.attached);
  rmSync(folder, { recursive: true });
});

test('data beside a notebook asks nobody, and a notebook under another name is one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-'));
  const second = '2-equivariant-convolutions.ipynb';
  writeHandIn(folder, new Map([['2-3', 'const mine = 1;']]));
  for (const file of ['digits.csv', 'notes.txt']) writeFileSync(join(folder, file), '{');
  renameSync(join(folder, second), join(folder, 'homework.txt'));
  const found = readHandIn(folder).of('2.3');
  expect('answers' in found && found.answers.get('2-3')?.status).toBe('answered');
  rmSync(join(folder, 'homework.txt'));
  expect(readHandIn(folder).of('2.3')).toMatchObject({ status: 'not attempted' });
  rmSync(folder, { recursive: true });
});
