import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { zipSync } from 'fflate';
import { gradeArguments, run, type Ended } from '../testSupport/gradeCommand';
import { ownAnswers, writeHandIn } from '../testSupport/handIns';
import { testInSandbox } from '../testSupport/testInSandbox';

jest.setTimeout(300_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'class-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const grade = (out: string, ...more: string[]): Ended =>
  run(process.execPath, gradeArguments(folder, out, more));
const csv = (out: string): string => readFileSync(join(folder, out, 'grades.csv'), 'utf8');

/** A class of these students, each with this in the place of the right inverse. */
function makeClass(students: Record<string, string | undefined>): void {
  const right = ownAnswers().get('1-2')!;
  for (const [student, inverse] of Object.entries(students)) {
    const answers = inverse === undefined ? [] : [['1-2', right.replace('(4 - a) % 4', inverse)]];
    writeHandIn(join(folder, 'class', student), new Map(answers as [string, string][]));
  }
}

testInSandbox('a class is graded, and every student has a row and a page', () => {
  makeClass({ right: '(4 - a) % 4', untouched: undefined, wrong: 'a' });
  mkdirSync(join(folder, 'class/empty'));
  const { status, said } = grade('out');
  expect([status, said]).toEqual([2, expect.stringContaining('4 submissions are graded')]);
  expect(csv('out').split('\n').slice(1, -1)).toEqual([
    'empty,1.2,0,5,malformed',
    'empty,total,0,5,malformed',
    'right,1.2,5,5,graded',
    'right,total,5,5,graded',
    'untouched,1.2,0,5,not attempted',
    'untouched,total,0,5,not attempted',
    'wrong,1.2,3,5,graded',
    'wrong,total,3,5,graded',
  ]);
  for (const student of ['empty', 'right', 'untouched', 'wrong']) {
    expect(readdirSync(join(folder, 'out/students', student)).sort()).toEqual([
      'feedback.html',
      'record.json',
      'results.json',
    ]);
  }
  expect(readFileSync(join(folder, 'out/students/wrong/feedback.html'), 'utf8')).toContain(
    'What undoes a quarter turn?',
  );
  // Again: refused, or nothing is run.
  expect(grade('out').said).toMatch(/^.* holds results already: continue with --resume[^\n]*\n$/);
  expect(grade('out', '--resume', '--require', '4').said).toContain('graded (4 were before)');
});

testInSandbox(
  'one that is killed and resumed gives the same marks as one that is not',
  async () => {
    makeClass({ a: '(4 - a) % 4', b: 'a', c: '3 - a', d: '4 - a' });
    expect(grade('whole').status).toBe(0);
    for (const milliseconds of [4000, 7000, 10_000]) {
      const child = spawn(process.execPath, gradeArguments(folder, 'killed', ['--resume']), {
        stdio: 'ignore',
      });
      await sleep(milliseconds);
      child.kill('SIGKILL');
    }
    expect(grade('killed', '--resume').status).toBe(0);
    expect(csv('killed')).toBe(csv('whole'));
    expect(readdirSync(join(folder, 'killed'), { recursive: true })).not.toContainEqual(
      expect.stringMatching(/tmp/),
    );
  },
);

testInSandbox(
  'results of other exercises and other students are kept, or their loss is named',
  () => {
    makeClass({ a: '(4 - a) % 4', b: 'a' });
    expect(grade('out').status).toBe(0);
    const rows = (student: string): string[] =>
      csv('out')
        .split('\n')
        .filter((row) => row.startsWith(`${student},`));
    const [first] = rows('a');

    // More exercises are added, fewer take none away.
    expect(grade('out', '--resume', '--exercise', '1.3').status).toBe(0);
    expect(rows('a')).toEqual([first, 'a,1.3,0,8,not attempted', 'a,total,5,13,graded']);
    const both = csv('out');
    expect(grade('out', '--resume').said).toContain('(2 were before)');
    expect(csv('out')).toBe(both);

    // One student is graded alone.
    rmSync(join(folder, 'class/b'), { recursive: true });
    expect(grade('out', '--resume').said).toMatch(
      /^1 submission is graded \(1 was before\)[^]*results of 1 other student,/m,
    );
    expect(csv('out')).toBe(both);
    expect(readFileSync(join(folder, 'out/summary.html'), 'utf8')).toMatch(/Not compared.*>b</);

    // Nothing of another answer can be kept, nor of another way to grade.
    makeClass({ a: 'a', b: 'a' });
    const refused = grade('out', '--resume');
    expect([refused.status, refused.said]).toEqual([
      2,
      expect.stringMatching(/^ {2}a: 1\.3 \(the submission has changed\)$[^]*--discard/m),
    ]);
    expect(grade('out', '--resume', '--accuracy', 'weights').said).toMatch(
      /^ {2}b: 1\.3 \(graded with another accuracy\)$/m,
    );
    expect(csv('out')).toBe(both);
    const { status, said } = grade('out', '--resume', '--discard');
    expect([status, said]).toEqual([0, expect.stringMatching(/^Dropped[^]*a: 1\.3/m)]);
    expect(rows('a')).toEqual(['a,1.2,3,5,graded', 'a,total,3,5,graded']);
    expect(rows('b')).toEqual(both.split('\n').filter((row) => row.startsWith('b,')));
  },
);

testInSandbox('however a class was packed, nobody gets a silent zero', () => {
  const one = '1-groups.ipynb';
  makeClass({ right: '(4 - a) % 4', wrong: 'a', 'grades.csv': '(4 - a) % 4' });
  const [right, wrong] = ['right', 'wrong'].map((name) => join(folder, 'class', name, one));
  const class_ = (...path: string[]): string => join(folder, 'class', ...path);
  const copy = (to: string): void => cpSync(right!, class_(to));
  copy('renamed/1-groups (1).ipynb');
  copy('renamed/2-equivariant-convolutions.ipynb');
  copy('Ada L_12_assignsubmission_file_/late/x.ipynb');
  copy('bob_13_347_1-groups.ipynb');
  copy('both/1-groups.ipynb');
  writeFileSync(class_('both.zip'), zipSync({ [one]: readFileSync(wrong!) }));
  writeFileSync(class_('zipped.zip'), zipSync({ [`a\\${one}`]: readFileSync(right!) }));
  mkdirSync(class_('pdf\u202e'));
  writeFileSync(class_('pdf\u202e', '1-groups.pdf'), '%PDF');
  writeFileSync(class_('summary.html'), '<h1>');
  writeFileSync(class_('Thumbs.db'), '');
  const { status, said } = grade('out');
  expect([status, said]).toEqual([2, expect.stringContaining('10 submissions are graded')]);
  expect(csv('out').match(/^.*,1\.2,.*$/gm)).toEqual([
    'Ada L_12,1.2,5,5,graded',
    'bob_13,1.2,5,5,graded',
    'both,1.2,0,5,needs a person',
    'grades.csv,1.2,5,5,graded',
    'pdf[U+202E],1.2,0,5,malformed',
    'renamed,1.2,5,5,graded',
    'right,1.2,5,5,graded',
    'summary.html,1.2,0,5,malformed',
    'wrong,1.2,3,5,graded',
    'zipped,1.2,5,5,graded',
  ]);
  const page = readFileSync(join(folder, 'out/students/both/feedback.html'), 'utf8');
  expect(page).toContain('2 different answers in cells 1-2. They are in both.zip/1-groups.ipynb');
  for (const student of readdirSync(join(folder, 'out/students'))) {
    const text = readFileSync(join(folder, 'out/students', student, 'feedback.html'), 'utf8');
    expect(text).not.toContain(folder);
  }
  // Results lie apart from submissions, and from those of an earlier version.
  expect(grade('class/out').said).toMatch(/lie in one another/);
  renameSync(join(folder, 'out/students/both'), join(folder, 'out/both'));
  expect(grade('out', '--resume').said).toMatch(/^.*of an earlier version.*out\/students[^\n]*\n$/);
});

test('a record that can’t be read is named, and nothing is written over it', () => {
  makeClass({ wrong: 'a' });
  mkdirSync(join(folder, 'out/students/wrong'), { recursive: true });
  const record = join(folder, 'out/students/wrong/record.json');
  writeFileSync(record, '{"format": 1, "student": 7}');
  const { status, said } = grade('out', '--unsafe-no-sandbox');
  expect([status, said]).toEqual([
    2,
    expect.stringMatching(/^\S*wrong\/record\.json can’t be read: [^\n]*student[^\n]*\n$/),
  ]);
  expect(readFileSync(record, 'utf8')).toContain('7');
});

test('without a sandbox nothing is graded, unless that is asked for, and then the results say so', () => {
  makeClass({ wrong: 'a' });
  const { status, stderr } = spawnSync(process.execPath, gradeArguments(folder, 'out', []), {
    encoding: 'utf8',
    env: { PATH: folder },
  });
  expect([status, stderr]).toEqual([
    2,
    expect.stringMatching(/^The program bwrap is missing\..*$/m),
  ]);
  expect(grade('out', '--resume', '--unsafe-no-sandbox').status).toBe(0);
  expect(csv('out')).toContain('wrong,1.2,3,5,graded');
  for (const file of [
    'summary.html',
    'students/wrong/feedback.html',
    'students/wrong/results.json',
  ]) {
    expect(readFileSync(join(folder, 'out', file), 'utf8')).toContain('without a sandbox');
  }
  const { said } = grade('out', '--resume', '--unsafe-no-sandbox', '--accuracy', 'weights');
  expect(said).toContain('Grading again: 1 submissions, graded with another accuracy.');
});

test.each<[string, string[], RegExp]>([
  ['no folder', ['--submissions', '/nowhere'], /submissions can’t be read: .*\/nowhere/],
  ['no number of jobs', ['--jobs', 'many'], /--jobs takes a whole number from 1 to 64, not "many"/],
  ['no exercise', ['--exercise', '9'], /There is no exercise "9"/],
  ['no accuracy', ['--accuracy', 'some'], /--accuracy takes train, weights or none, not "some"/],
  ['no option', ['--jbos', '2'], /--jbos/],
])('%s is told, without a stack trace', (_, options, message) => {
  mkdirSync(join(folder, 'class'));
  const { status, said } = grade('out', ...options);
  expect(status).toBe(2);
  expect(said).toMatch(message);
  expect(said).not.toMatch(/^\s+at /m);
  expect(existsSync(join(folder, 'out'))).toBe(false);
});
