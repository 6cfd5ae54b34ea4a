import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatNotebook, readNotebook, type CodeCell, type Notebook } from 'nbconvert-ts';
import { release } from './release';
import { writeGenerated, writeGeneratedText } from './writeGenerated';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generated-'));
  file = join(folder, 'a.ipynb');
});
afterEach(() => rmSync(folder, { recursive: true }));

function version(source: string): Notebook {
  const cell: CodeCell = {
    cell_type: 'code',
    id: 'one',
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  };
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] };
}

/** Changes the file as a person in JupyterLab does, and gives its new text. */
function edit(change: (cell: CodeCell) => void): string {
  const notebook = readNotebook(file);
  change(notebook.cells[0] as CodeCell);
  writeFileSync(file, formatNotebook(notebook));
  return readFileSync(file, 'utf8');
}

const sourceIn = (name: string): string => readNotebook(join(folder, name)).cells[0]!.source;

test('a file as it was generated is replaced, also when only its layout changed', () => {
  expect(writeGenerated(file, version('1'))).toBeUndefined();
  expect(writeGenerated(file, version('2'))).toBeUndefined();
  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
  expect(writeGenerated(file, version('3'))).toBeUndefined();
  expect(sourceIn('a.ipynb')).toBe('3');
  expect(readdirSync(folder)).toEqual(['a.ipynb']);
});

test.each<[string, (cell: CodeCell) => void]>([
  ['an answer', (cell) => (cell.source = 'mine')],
  ['an output', (cell) => cell.outputs.push({ output_type: 'stream', name: 'stdout', text: '1' })],
  ['a cell that was run', (cell) => (cell.execution_count = 1)],
])('%s is kept, and the new version stands beside it', (_, change) => {
  writeGenerated(file, version('1'));
  const mine = edit(change);
  expect(writeGenerated(file, version('2'))).toMatch(
    /a\.ipynb was edited and is left alone\. The new version is in .*a\.new\.ipynb: copy/,
  );
  expect(readFileSync(file, 'utf8')).toBe(mine);
  expect(sourceIn('a.new.ipynb')).toBe('2');
  writeGenerated(file, version('3'));
  expect(sourceIn('a.new.ipynb')).toBe('3');
});

test('where the new version was edited too, the next one gets another name', () => {
  writeGenerated(file, version('1'));
  edit((cell) => (cell.source = 'mine'));
  writeFileSync(join(folder, 'a.new.ipynb'), readFileSync(file));
  expect(writeGenerated(file, version('2'))).toContain('a.new-2.ipynb');
  expect([sourceIn('a.ipynb'), sourceIn('a.new.ipynb')]).toEqual(['mine', 'mine']);
});

test('beside work on the version that is current, nothing is written', () => {
  writeGenerated(file, version('1'));
  const mine = edit((cell) => (cell.source = 'mine'));
  expect(writeGenerated(file, version('1'))).toMatch(/left alone\. It is based on this version\.$/);
  expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual([mine, ['a.ipynb']]);
});

test.each(['', '{"cells": [<<<<<<<', '{}'])('a file that is no notebook is kept: %j', (text) => {
  writeFileSync(file, text);
  expect(writeGenerated(file, version('1'))).toContain('a.new.ipynb');
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a notebook without a fingerprint is a person’s', () => {
  writeFileSync(file, formatNotebook(version('1')));
  expect(writeGenerated(file, version('2'))).toContain('a.new.ipynb');
  expect(sourceIn('a.ipynb')).toBe('1');
});

test('of texts, one that differs is kept', () => {
  const settings = join(folder, 'settings.py');
  expect(writeGeneratedText(settings, 'a = 1')).toBeUndefined();
  expect(writeGeneratedText(settings, 'a = 1')).toBeUndefined();
  expect(writeGeneratedText(settings, 'a = 2')).toContain('settings.new.py');
  expect(readFileSync(settings, 'utf8')).toBe('a = 1');
  expect(writeGeneratedText(settings, 'a = 1')).toBeUndefined();
  expect(existsSync(join(folder, 'settings.new-2.py'))).toBe(false);
});

test('a release keeps what a student and an instructor wrote, and says so', () => {
  const [students, solutions] = [join(folder, 'student'), join(folder, 'solution')];
  expect(release(students, solutions)).toEqual([]);
  const names = readdirSync(students);
  const edited = [
    join(students, '1-groups.ipynb'),
    join(solutions, '2-equivariant-convolutions.ipynb'),
  ];
  const texts = edited.map((one) => {
    file = one;
    return edit((cell) => (cell.source += ' '));
  });
  const notices = release(students, solutions);
  expect(notices.map((notice) => notice.split(' ')[0])).toEqual(edited);
  expect(edited.map((one) => readFileSync(one, 'utf8'))).toEqual(texts);
  expect(readdirSync(students)).toEqual(names);
});
