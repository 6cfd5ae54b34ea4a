import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { archive, studentOf } from 'course-grading';
import { testInSandbox } from 'course-grading/testing';
import { unzipSync } from 'fflate';
import { nbgraderMetadata, readNotebook, writeNotebook } from 'nbconvert-ts';
import { runPython } from 'nbconvert-ts/testing';
import { root, solution, studentFolder } from 'course-notebooks';

/** What Gradescope reads of the results. */
interface Results {
  score?: number;
  output: string;
  tests?: { name: string; score: number; max_score: number }[];
}

const build = join(root, 'build');
mkdirSync(build, { recursive: true });
const work = mkdtempSync(join(build, 'gradescope-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

test('the archive holds the packages of the project, and nothing generated or handed in', () => {
  const project = join(work, 'small-project');
  const there = {
    'package.json': '{ "workspaces": ["lib", "grading"] }',
    'package-lock.json': '',
    '.npmrc': '',
    'tsconfig.json': '',
    'tsconfig.base.json': '',
    'lib/src/a.ts': '',
    'lib/package.json': '',
    'setup/start.mjs': '',
    'grading/src/gradescope/setup.sh': '#!/bin/sh',
    'grading/src/gradescope/run_autograder': '#!/bin/sh',
  };
  const left = {
    'lib/dist/a.js': '',
    'lib/src/a.test.ts': '',
    'lib/tsconfig.tsbuildinfo': '',
    'lib/node_modules/x/index.js': '',
    'submissions/ada/1-groups.ipynb': '',
    'results/grades.csv': '',
    'hand-in.zip': '',
    'lib/progress/weights.bin': '',
  };
  for (const [name, content] of Object.entries({ ...there, ...left })) {
    write(join(project, name), content);
  }
  expect(Object.keys(unzipSync(archive(project, []))).sort()).toEqual(
    [
      'options.json',
      'run_autograder',
      'setup.sh',
      ...Object.keys(there).map((name) => `project/${name}`),
    ].sort(),
  );
});

test('it holds every source file of the packages except tests', () => {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    workspaces: string[];
  };
  const sources = runPython<string[]>(
    `import pathlib
root = pathlib.Path(data['root'])
files = [file for folder in data['folders'] for file in (root / folder / 'src').rglob('*') if file.is_file()]
result = [file.relative_to(root).as_posix() for file in files if not file.name.endswith('.test.ts')]`,
    { root, folders: workspaces },
  );
  const packed = Object.keys(unzipSync(archive(root, [])));
  expect(sources.filter((file) => !packed.includes(`project/${file}`))).toEqual([]);
});

test('its two programs run once it is unpacked', () => {
  const file = join(work, 'autograder.zip');
  writeFileSync(file, archive(root, []));
  const modes = runPython<Record<string, number>>(
    `import zipfile
result = {one.filename: one.external_attr >> 16 for one in zipfile.ZipFile(data).infolist() if '/' not in one.filename}`,
    file,
  );
  expect(modes).toMatchObject({ 'setup.sh': 0o100755, run_autograder: 0o100755 });
  for (const script of ['setup.sh', 'run_autograder']) {
    execFileSync('bash', ['-n', join(root, 'grading/src/gradescope', script)]);
  }
});

test.each([
  ['{"users": [{"name": "Ada Lovelace"}]}', 'Ada Lovelace'],
  ['{"users": [{"name": "Ada"}, {"name": "Zoë O’Neil"}]}', 'Ada and Zoë O Neil'],
  ['{"users": [{"name": "../../etc"}]}', 'etc'],
  ['{"users": []}', 'student'],
  ['not JSON', 'student'],
  [undefined, 'student'],
])('the student in %s is "%s"', (metadata, name) => {
  expect(studentOf(metadata)).toBe(name);
});

describe('laid out as in Gradescope’s container,', () => {
  const autograder = join(work, 'autograder');
  const source = join(autograder, 'source');

  beforeAll(() => {
    const command = join(root, 'grading/dist/gradescope/main.js');
    const file = join(work, 'made.zip');
    execFileSync(process.execPath, [command, '--out', file, '--exercise', '1.2']);
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(file)))) {
      write(join(source, name), bytes);
    }
    cpSync(join(source, 'run_autograder'), join(autograder, 'run_autograder'));
    chmodSync(join(autograder, 'run_autograder'), 0o755);
    // What setup.sh would download and build is here already. No hard links: to make or remove one
    // counts as a change of the file, and kernels of other tests watch these files.
    const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      workspaces: string[];
    };
    for (const folder of ['', ...workspaces]) {
      for (const made of ['node_modules', 'dist']) {
        const from = join(root, folder, made);
        const to = join(source, 'project', folder, made);
        if (existsSync(from)) execFileSync('cp', ['-a', '--reflink=auto', from, to]);
      }
    }
    mkdirSync(join(autograder, 'results'));
    const metadata = { id: 1, users: [{ id: 7, email: 'ada@example.org', name: 'Ada Lovelace' }] };
    write(join(autograder, 'submission_metadata.json'), JSON.stringify(metadata));
    handIn(join(autograder, 'submission'));
  }, 300_000);

  testInSandbox(
    'a submission gets its points',
    () => {
      const { results, stdout } = run(process.env.PATH!);
      expect(results.score).toBe(3);
      const tests = results.tests!.map(({ name, score, max_score: most }) => [name, score, most]);
      expect(tests).toEqual([
        [expect.stringContaining('products'), 2, 2],
        [expect.stringContaining('inverses'), 0, 2],
        [expect.stringContaining('refused'), 1, 1],
      ]);
      expect(stdout).toContain('1 submission');
    },
    120_000,
  );

  test('where no sandbox is possible it says so and gives no score', () => {
    const programs = join(work, 'programs');
    write(
      join(programs, 'bwrap'),
      '#!/bin/sh\necho "No permissions to create new namespace" >&2\nexit 1\n',
    );
    chmodSync(join(programs, 'bwrap'), 0o755);
    const { results, status } = run([programs, process.env.PATH].join(delimiter));
    expect(Object.keys(results)).not.toContain('score');
    expect(Object.keys(results)).not.toContain('tests');
    expect(results.output).toMatch(/could not be graded/);
    expect(results.output).toMatch(/No permissions to create new namespace/);
    expect(results.output).toMatch(/--unsafe-no-sandbox/);
    expect(status).toBe(1);
  });

  function run(PATH: string): { results: Results; stdout: string; status: number | null } {
    const file = join(autograder, 'results/results.json');
    rmSync(file, { force: true });
    const { stdout, status } = spawnSync(join(autograder, 'run_autograder'), {
      cwd: autograder,
      env: { ...process.env, PATH, AUTOGRADER_ROOT: autograder },
      encoding: 'utf8',
    });
    return { results: JSON.parse(readFileSync(file, 'utf8')) as Results, stdout, status };
  }
});

/** A notebook in which the inverse of C4 is wrong, and nothing else is answered. */
function handIn(folder: string): void {
  const notebook = readNotebook(join(studentFolder, '1-groups.ipynb'));
  const isAnswer = ({ metadata }: (typeof notebook.cells)[number]): boolean =>
    (metadata.nbgrader as { grade_id?: string } | undefined)?.grade_id === '1-2';
  const own = solution('1-groups').cells.find(
    (cell) => nbgraderMetadata(cell)?.grade_id === '1-2',
  )!;
  const wrong = own.source.replace('(4 - a) % 4', 'a');
  expect(wrong).not.toBe(own.source);
  notebook.cells.find(isAnswer)!.source = wrong;
  mkdirSync(folder, { recursive: true });
  writeNotebook(join(folder, '1-groups.ipynb'), notebook);
}
