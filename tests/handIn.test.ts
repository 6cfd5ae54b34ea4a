import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { chooseBackend, readWeights, train, type TrainingProgress } from 'equivariant';
import { unzipSync } from 'fflate';
import {
  formatNotebook,
  nbgraderMetadata,
  readNotebook,
  writeNotebook,
  type Cell,
  type Notebook,
} from 'nbconvert-ts';
import { runPython } from 'nbconvert-ts/testing';
import {
  manifestCells,
  notebookNames,
  readManifest,
  root,
  solution,
  studentFolder,
  studentVersion,
  withFingerprint,
} from 'course-notebooks';
import { inspectFolder, writeArchive } from 'course-notebooks/hand-in';

const name = '3-equivariant-networks';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hand-in-'));
  cpSync(studentFolder, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Changes a student's notebook, and looks at it. */
function after(change: (notebook: Notebook) => void): ReturnType<typeof inspectFolder> {
  const file = join(folder, `${name}.ipynb`);
  const notebook = readNotebook(file);
  change(notebook);
  writeNotebook(file, notebook);
  return inspectFolder(folder, readManifest());
}
function cell({ cells }: Notebook, gradeId: string): Cell {
  return cells.find((cell) => nbgraderMetadata(cell)?.grade_id === gradeId)!;
}

test('the notebook that hands in matches its source', () => {
  const made = formatNotebook(withFingerprint(studentVersion(solution('hand-in'))));
  expect(readFileSync(join(studentFolder, 'hand-in.ipynb'), 'utf8')).toBe(made);
});

test('the release matches the source ("npm run notebooks" writes it)', () => {
  const made = notebookNames().map((one) => [one, manifestCells(studentVersion(solution(one)))]);
  expect(readManifest()).toEqual(Object.fromEntries(made));
});

test('the weights of trained networks accompany the notebooks, without what only training needs', async () => {
  await chooseBackend();
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [4] })] });
  const data = {
    images: new Uint8Array(4 * 4),
    labels: Uint8Array.of(0, 1, 0, 1),
    count: 4,
    height: 2,
    width: 2,
  };
  const flat = tf.sequential({
    layers: [tf.layers.flatten({ inputShape: [2, 2, 1] }), model],
  });
  const checkpoint = join(folder, 'progress/3.2-0123abcd.weights');
  const stopped = { epochs: 3, onProgress: ({ epoch }: TrainingProgress) => epoch === 2 && stop() };
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  await train(flat, data, { ...stopped, checkpoint, signal: controller.signal });
  writeFileSync(join(folder, 'progress/3.3-0123abcd.weights'), 'damaged');
  const out = join(folder, 'out.zip');
  const said = writeArchive(folder, inspectFolder(folder, readManifest()), out);
  expect(said).toEqual([
    'Network 3.2 is only 66 % trained: run its cell to the end, and hand in again.',
  ]);
  const entries = unzipSync(readFileSync(out));
  expect(Object.keys(entries).filter((entry) => entry.endsWith('.weights'))).toEqual([
    'weights/3.2.weights',
  ]);
  const saved = readWeights(entries['weights/3.2.weights']!);
  expect(saved.map(({ values }) => values)).toEqual(
    flat.weights.map((weight) => weight.read().dataSync()),
  );
});

test('an untouched notebook is complete and has no answers', () => {
  const { notebooks, problems } = after(() => undefined);
  const answers = readManifest()[name]!.filter(({ isAnswer }) => isAnswer);
  const ids = answers.map(({ gradeId }) => gradeId);
  expect(ids.slice(0, 6)).toEqual(['3-1', '3-2', '3-3', '3-4', '3-5', '3-5-model']);
  expect(problems).toEqual([]);
  expect(notebooks.get(name)).toMatchObject({
    answered: [],
    unanswered: ids,
    remarks: [],
  });
});

test('answers are recognized; errors and changed tests are noted', () => {
  const { notebooks, problems } = after((notebook) => {
    cell(notebook, '3-1').source = 'Because the maximum does not depend on the order.';
    const code = cell(notebook, '3-2');
    code.source = 'class C4CNN {}';
    if (code.cell_type === 'code') {
      const error = { ename: 'TypeError', evalue: 'no', traceback: [] };
      code.outputs = [{ output_type: 'error', ...error }];
    }
    cell(notebook, '3-2-test').source += '\nconst passed = true;';
    cell(notebook, '3-3-test').source += '\n\n';
    cell(notebook, '3-3').source = ' \n';
  });
  expect(problems).toEqual([]);
  const { answered, remarks } = notebooks.get(name)!;
  expect(answered).toEqual(['3-1', '3-2']);
  expect(remarks).toEqual([
    expect.stringContaining('The test 3-2-test was changed'),
    expect.stringMatching(/^Cell \d+ \(3-2\) ended with an error: no$/),
  ]);
});

test('missing, duplicate and converted cells are problems', () => {
  const { problems } = after((notebook) => {
    notebook.cells.splice(notebook.cells.indexOf(cell(notebook, '3-1')), 1);
    notebook.cells.push({ ...cell(notebook, '3-3'), id: 'again' });
    const { id, metadata } = cell(notebook, '3-4');
    const place = notebook.cells.indexOf(cell(notebook, '3-4'));
    notebook.cells[place] = { cell_type: 'raw', id: id!, metadata, source: '' };
  });
  expect(problems).toEqual([
    expect.stringContaining('3-1 is missing'),
    expect.stringContaining('2 cells 3-3'),
    expect.stringContaining('3-4 was a markdown cell, and now is a raw cell'),
  ]);
});

test('line ends of Windows and odd outputs change nothing', () => {
  const file = join(folder, `${name}.ipynb`);
  const notebook = readNotebook(file);
  for (const one of notebook.cells) {
    one.source = one.source.replaceAll('\n', '\r\n');
    if (one.cell_type === 'code') one.outputs = [{ output_type: 'strange' } as never];
  }
  writeFileSync(file, JSON.stringify(notebook));
  const { notebooks, problems } = inspectFolder(folder, readManifest());
  expect(problems).toEqual([]);
  expect(notebooks.get(name)).toMatchObject({ answered: [], remarks: [] });
});

test('a copy with other answers is a problem: it would stay behind', () => {
  const copy = join(folder, `${name}-Copy1.ipynb`);
  const { problems } = after((notebook) => {
    cell(notebook, '3-1').source = 'as in the copy';
    writeNotebook(copy, notebook);
    cell(notebook, '3-2').source = 'class C4CNN {}';
    writeNotebook(copy, notebook);
    cell(notebook, '3-2').source = '// not yet';
  });
  expect(problems).toEqual([
    expect.stringMatching(/Copy1\.ipynb has other answers to 3-2, and only/),
  ]);
  rmSync(copy);
  expect(inspectFolder(folder, readManifest()).problems).toEqual([]);
});

describe('the command', () => {
  const command = join(root, 'notebooks/dist/handIn.js');
  const run = (...options: string[]): { status: number | null; stdout: string } =>
    spawnSync(process.execPath, [command, ...options], {
      cwd: root,
      env: { ...process.env, INIT_CWD: folder },
      encoding: 'utf8',
    });

  test('says what is filled in, not that it is right, and where the archive lies', () => {
    after((notebook) => (cell(notebook, '3-1').source = 'mine'));
    const { status, stdout } = run('--folder', '.');
    expect(stdout).toMatch(/^1-groups, saved .*: 0 of 3 answer cells are filled in\.$/m);
    expect(stdout).toMatch(/^3-.*: 1 of 6 answer cells are filled in\.\n.*: 3-2, 3-3, 3-4/m);
    expect(stdout).toContain('Whether the answers are right is not examined here');
    expect(stdout).toContain(`Hand in this file: ${join(folder, 'hand-in.zip')}\n`);
    expect([status, existsSync(join(folder, 'hand-in.zip'))]).toEqual([0, true]);
  });

  test('gives the whole command that goes on in spite of problems', () => {
    rmSync(join(folder, '1-groups.ipynb'));
    const { status, stdout } = run('--folder', '.', '--out', 'my file.zip');
    expect(stdout).toMatch(/npm run hand-in -- --folder \. --out 'my file\.zip' --anyway\n$/);
    expect([status, existsSync(join(folder, 'my file.zip'))]).toEqual([1, false]);
    expect(run('--folder', '.', '--out', 'my file.zip', '--anyway').status).toBe(0);
    expect(existsSync(join(folder, 'my file.zip'))).toBe(true);
  });

  test('npm finds it from every package, as from JupyterLab’s terminal', () => {
    const { scripts, workspaces } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as { scripts: Record<string, string>; workspaces: string[] };
    for (const folder of workspaces) {
      const own = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      };
      const there = scripts['hand-in']!.replace(/(?<=node )/g, '../');
      expect([folder, own.scripts['hand-in']]).toEqual([folder, there]);
    }
  });
});

test('a missing or broken notebook is a problem, by name', () => {
  rmSync(join(folder, `${name}.ipynb`));
  expect(inspectFolder(folder, readManifest()).problems.join()).toContain(
    `${name}.ipynb is not there`,
  );
});

test('the archive holds the notebooks unchanged, and other programs can read it', () => {
  const handIn = after((notebook) => (cell(notebook, '3-1').source = 'größer 😀'));
  const out = join(folder, 'out/hand-in.zip');
  writeArchive(folder, handIn, out);
  expect(existsSync(out)).toBe(true);
  const files = runPython<Record<string, string>>(
    `import zipfile
with zipfile.ZipFile(data) as archive:
    result = {name: archive.read(name).decode() for name in archive.namelist()}`,
    out,
  );
  expect(files[`${name}.ipynb`]).toBe(readFileSync(join(folder, `${name}.ipynb`), 'utf8'));
});

test('an archive never replaces a file that is not an archive', () => {
  const file = join(folder, `${name}.ipynb`);
  const before = readFileSync(file);
  const handIn = inspectFolder(folder, readManifest());
  expect(() => writeArchive(folder, handIn, file)).toThrow('is no archive');
  expect(readFileSync(file)).toEqual(before);
});

test('pictures that texts name, and data that code names, are handed in', () => {
  const notebook = readNotebook(join(folder, '1-groups.ipynb'));
  cell(notebook, '1-1').source =
    '![a](./my%20proof.png) <img src="pics/b.jpg"> ![c][c] ![no](../no.png) ![web](https://a/b.png)\n\n[c]: c.svg';
  cell(notebook, '1-2').source = "const rows = readFileSync('rows.csv');";
  writeNotebook(join(folder, '1-groups.ipynb'), notebook);
  mkdirSync(join(folder, 'pics'));
  const files = ['my proof.png', 'pics/b.jpg', 'c.svg', 'rows.csv', 'unused.png', 'unused.txt'];
  for (const file of files) writeFileSync(join(folder, file), file);
  const out = join(folder, 'out.zip');
  writeArchive(folder, inspectFolder(folder, readManifest()), out);
  const packed = Object.keys(unzipSync(readFileSync(out)));
  expect(packed.filter((file) => !file.endsWith('ipynb')).sort()).toEqual(files.slice(0, 4).sort());
});

test('what answers need of other cells and files is said, and handed in', () => {
  const notebook = readNotebook(join(folder, '1-groups.ipynb'));
  const helper = { metadata: {}, outputs: [], execution_count: null, cell_type: 'code' as const };
  const source = "import { mod } from './tools/mod';\nimport { C4 as group } from 'equivariant';";
  notebook.cells.splice(5, 0, { ...helper, id: 'helper', source });
  notebook.cells.push({ ...helper, id: 'late', source: 'const late = 4;' });
  cell(notebook, '1-2').source =
    'const c4 = { product: () => mod(late, group.order), unused: "./x" };';
  writeNotebook(join(folder, '1-groups.ipynb'), notebook);
  mkdirSync(join(folder, 'tools'));
  writeFileSync(join(folder, 'tools/mod.ts'), "export { mod } from './deeper';");
  writeFileSync(join(folder, 'tools/deeper.ts'), "import '../../outside';");
  writeFileSync(join(folder, 'tools/other.ts'), '');
  const handIn = inspectFolder(folder, readManifest());
  expect(handIn.notebooks.get('1-groups')!.remarks).toEqual([
    expect.stringMatching(/^Exercise 1\.2: Answers in notebook 1 may not use C4 of the library/),
    expect.stringMatching(/^Exercise 1\.2 uses late, which only a cell below its check declares/),
    expect.stringMatching(/^Exercise 1\.2 uses \.\/x, and there is no such file/),
    expect.stringMatching(/^Exercise 1\.2 uses mod, group, tools\/mod\.ts of other cells or files/),
  ]);
  const out = join(folder, 'out.zip');
  writeArchive(folder, handIn, out);
  expect(Object.keys(unzipSync(readFileSync(out))).filter((file) => file.endsWith('.ts'))).toEqual([
    'tools/mod.ts',
    'tools/deeper.ts',
  ]);
});
