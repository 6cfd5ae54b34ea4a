import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOf } from '../submission/handedFiles';
import { listSubmissions, refuseOverlap } from './listSubmissions';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'class-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The students of these files and folders (with "/" at the end), each with what is theirs. */
function listed(...names: (string | Buffer)[]): Record<string, string[]> {
  for (const name of names) {
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]);
    if (path.at(-1) === 0x2f) mkdirSync(path);
    else writeFileSync(path, '');
  }
  const submissions = listSubmissions(folder);
  return Object.fromEntries(submissions.map(({ student, place }) => [student, place.map(nameOf)]));
}

test.each<[string, string[], Record<string, string[]>]>([
  [
    'a folder or an archive each',
    ['Ada/', 'Bob.zip', 'Eve.tar.gz', 'Max.7z', 'Zoë.tgz'],
    {
      Ada: ['Ada'],
      Bob: ['Bob.zip'],
      Eve: ['Eve.tar.gz'],
      Max: ['Max.7z'],
      Zoë: ['Zoë.tgz'],
    },
  ],
  [
    'Canvas',
    [
      'adalove_12_345_1-groups.ipynb',
      'adalove_LATE_12_346_3-equivariant-networks-1.ipynb',
      'bob_13_347_hand-in.zip',
    ],
    {
      adalove_12: [
        'adalove_12_345_1-groups.ipynb',
        'adalove_LATE_12_346_3-equivariant-networks-1.ipynb',
      ],
      bob_13: ['bob_13_347_hand-in.zip'],
    },
  ],
  [
    'Moodle, in folders',
    [
      'Ada L_7_assignsubmission_file_/',
      'Ada L_7_assignsubmission_onlinetext_/',
      'Bob_8_assignsubmission_file/',
    ],
    {
      'Ada L_7': ['Ada L_7_assignsubmission_file_', 'Ada L_7_assignsubmission_onlinetext_'],
      Bob_8: ['Bob_8_assignsubmission_file'],
    },
  ],
  [
    'Moodle, without',
    ['Ada L_7_assignsubmission_file_1-groups.ipynb', 'Ada L_7_assignsubmission_file_x.zip'],
    {
      'Ada L_7': [
        'Ada L_7_assignsubmission_file_1-groups.ipynb',
        'Ada L_7_assignsubmission_file_x.zip',
      ],
    },
  ],
  [
    'Blackboard',
    [
      'Task 1_ada_attempt_2026-01-30-20-30-10.txt',
      'Task 1_ada_attempt_2026-01-30-20-30-10_1-groups.ipynb',
    ],
    {
      'Task 1_ada': [
        'Task 1_ada_attempt_2026-01-30-20-30-10.txt',
        'Task 1_ada_attempt_2026-01-30-20-30-10_1-groups.ipynb',
      ],
    },
  ],
  [
    'Gradescope',
    ['submission_metadata.yml', 'submission_1/', 'submission_2/'],
    {
      submission_1: ['submission_1'],
      submission_2: ['submission_2'],
    },
  ],
  [
    'Google Classroom',
    ['Ada L - 1-groups.ipynb', 'Ada L - hand-in.zip'],
    {
      'Ada L': ['Ada L - 1-groups.ipynb', 'Ada L - hand-in.zip'],
    },
  ],
  [
    'names with numbers stay apart',
    ['hw_2026_11_ada.zip', 'hw_2026_11_bob.zip', 'hw_1_2/'],
    {
      hw_1_2: ['hw_1_2'],
      hw_2026_11_ada: ['hw_2026_11_ada.zip'],
      hw_2026_11_bob: ['hw_2026_11_bob.zip'],
    },
  ],
  ['a folder and an archive', ['Ada/', 'Ada.zip'], { Ada: ['Ada', 'Ada.zip'] }],
  [
    'nobody’s files',
    ['Ada/', 'Thumbs.db', 'desktop.ini', '.DS_Store', '__MACOSX/', '.git/'],
    { Ada: ['Ada'] },
  ],
  [
    'names of reports',
    ['grades.csv/', 'GRADING.JSON', 'students/', 'summary.html'],
    {
      'GRADING.JSON': ['GRADING.JSON'],
      'grades.csv': ['grades.csv'],
      students: ['students'],
      'summary.html': ['summary.html'],
    },
  ],
  ['names that differ in case', ['ada/', 'Ada/'], { Ada: ['Ada'], ada: ['ada'] }],
  [
    'names that look the same',
    ['Zoe\u0308/', 'Zo\u00eb.zip'],
    { Zoë: ['Zoe\u0308', 'Zo\u00eb.zip'] },
  ],
  [
    'bidi and control characters',
    ['Ada\u202egpj/', 'a\nb/', '\u200bBob/'],
    {
      'Ada[U+202E]gpj': ['Ada\u202egpj'],
      'a[U+000A]b': ['a\nb'],
      '[U+200B]Bob': ['\u200bBob'],
    },
  ],
])('students of %s', (_, names, students) => {
  expect(listed(...names)).toEqual(students);
});

test('names in Latin-1 are two names', () => {
  const names = ['J\xf6rg/', 'J\xe4rg/'].map((name) => Buffer.from(name, 'latin1'));
  expect(listed(...names)).toEqual({ Järg: ['Järg'], Jörg: ['Jörg'] });
});

test.each([
  [
    ['1-groups.ipynb', '3-equivariant-networks.ipynb', 'progress/'],
    /holds the notebooks of one student/,
  ],
  [['.DS_Store'], /There is no submission/],
])('%j is no class', (names, message) => {
  expect(() => listed(...names)).toThrow(message);
});

test.each([
  ['class', 'class'],
  ['class', 'class/out'],
  ['class/in', 'class'],
  ['class', 'link/out'],
  ['class', 'class/../class/new/out'],
])('--submissions %s and --out %s lie in one another', (from, out) => {
  mkdirSync(join(folder, 'class/in'), { recursive: true });
  symlinkSync(join(folder, 'class'), join(folder, 'link'));
  expect(() => refuseOverlap(join(folder, from), join(folder, out))).toThrow(/lie in one another/);
  expect(() => refuseOverlap(join(folder, from), join(folder, 'class-out'))).not.toThrow();
});
