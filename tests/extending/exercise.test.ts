import { join } from 'node:path';
import { testInSandbox } from 'course-grading/testing';
import { nbgraderMetadata, type Notebook } from 'nbconvert-ts';
import { NbgraderFolder } from '../support/NbgraderFolder';
import { examplesIn } from './examples';
import { ScratchCopy } from './ScratchCopy';

jest.setTimeout(600_000);

/** The page's own exercise is what is added. */
const page = 'docs/adding-an-exercise.md';
const registry = 'course/src/exercises/index.ts';
const notebook = '2-equivariant-convolutions';
const source = `notebooks/source/${notebook}.ts`;

/** What students hand in for exercise 2.5, and its points. */
const students: Record<string, { answer?: string; points: number }> = {
  right: { answer: 'return tf.stack(tf.unstack(field, 3), 0).max<tf.Tensor4D>(0);', points: 3 },
  mean: { answer: 'return field.mean<tf.Tensor4D>(3);', points: 2 },
  // A second look finds that nothing depends on the field; nbgrader runs none.
  zeros: { answer: 'return field.max<tf.Tensor4D>(3).mul(0);', points: 1 },
  untouched: { points: 0 },
};

const examples = examplesIn(page);
const copy = new ScratchCopy();
afterAll(() => copy.remove());

beforeAll(() => {
  for (const [file, code] of examples) {
    if (file !== registry && file !== source) copy.write(file, code);
  }
  const [line, , entry] = examples.get(registry)!.split('\n');
  insert(registry, 'import { groupPooling }', `${line!}\n`);
  insert(registry, '  groupPooling,', `${entry!}\n`);
  insert(source, '// %% [markdown]\n// ## To take away', `${examples.get(source)!}\n`);
  copy.build();
});

/** Inserts a text before another one, where that one stands first. */
function insert(file: string, before: string, text: string): void {
  const [head, ...rest] = copy.read(file).split(before);
  expect(rest.length).toBeGreaterThan(0);
  copy.write(file, [head + text, ...rest].join(before));
}

/** A student's answer in place of the stub, or of the course's own answer. */
function answered(solution: string, answer: string): string {
  const changed = solution.replace(/^.*BEGIN SOLUTION[^]*END SOLUTION$/m, `  ${answer}`);
  expect(changed).not.toBe(solution);
  return changed;
}

const ownAnswer = examples.get(source)!.split(/^\/\/ %%.*\n/m)[2]!;

test('the page shows an exercise of the usual files', () => {
  const folder = 'course/src/exercises/2.5-group-pool';
  expect([...examples.keys()]).toEqual([
    ...['exercise.ts', 'check.ts', 'grading/index.ts', 'grading/mutants.ts'].map(
      (file) => `${folder}/${file}`,
    ),
    registry,
    source,
  ]);
});

test('its check tells its mutants apart, its rubric fits, right answers are confirmed', () => {
  const passed = copy.test(
    ['course/src/grading', 'course/src/check.test.ts'],
    '2\\.5|the items of every exercise|worth 100 points|parts begin with',
  );
  expect(passed).toBeGreaterThanOrEqual(9);
});

describe('released,', () => {
  beforeAll(() => {
    copy.run(['notebooks/dist/release.js']);
  });

  test('it is in the student notebook, the manifest and the README, and its answer in none', () => {
    const student = copy.read(`notebooks/student/${notebook}.ipynb`);
    expect(student).toContain('"grade_id": "2-5"');
    expect(student.includes('field.max<tf.Tensor4D>')).toBe(false);
    expect(copy.read('notebooks/student/manifest.json')).toContain('"gradeId": "2-5-test"');
    expect(copy.read('README.md')).toMatch(/^\| `2-equivariant-convolutions` .*\| 47 \+ 3 \|$/m);
  });

  test('no file was touched but its folder, the registry and the notebook’s source', () => {
    const generated = [
      'README.md',
      `notebooks/student/${notebook}.ipynb`,
      'notebooks/student/manifest.json',
    ];
    expect(copy.changes()).toEqual([...examples.keys(), ...generated].sort());
  });

  test('the notebook keeps what the project asks of notebooks', () => {
    const passed = copy.test(
      ['tests/notebooks.test.ts', 'tests/allowedImports.test.ts', 'grading/src/submission'],
      '^notebook 2-equivariant-convolutions |^2-equivariant-convolutions imports|an answer is there for',
    );
    expect(passed).toBeGreaterThanOrEqual(6);
  });
});

testInSandbox('answers that are handed in get the points that they deserve', () => {
  handIn();
  const grade = ['grading/dist/command/grade.js', '--submissions', 'build/class'];
  copy.run([...grade, '--out', 'build/out', '--exercise', '2.5', '--seed', '3']);
  const rows = copy.read('build/out/grades.csv').split('\n');
  const expected = Object.entries(students).map(([student, { answer, points }]) =>
    [student, '2.5', points, 3, answer === undefined ? 'not attempted' : 'graded'].join(),
  );
  expect(rows.filter((row) => row.includes(',2.5,')).sort()).toEqual(expected.sort());
});

/** Every student's archive, as `npm run hand-in` makes it. */
function handIn(): void {
  for (const [student, { answer }] of Object.entries(students)) {
    const source = answer === undefined ? undefined : answered(ownAnswer, answer);
    const program = `require('course-grading/hand-ins').writeHandIn(
      'build/answers/${student}', new Map(${JSON.stringify(source ? [['2-5', source]] : [])}));`;
    copy.write('build/write.cjs', program);
    copy.run(['build/write.cjs']);
    const folders = ['--folder', `build/answers/${student}`, '--out', `build/class/${student}.zip`];
    const said = copy.run(['notebooks/dist/handIn.js', ...folders]);
    const filled = `${answer === undefined ? 0 : 1} of 5 answer cells are filled in`;
    expect(said.split('\n').find((line) => line.startsWith(notebook))).toContain(filled);
  }
}

test('nbgrader gives the same points', async () => {
  const course = new NbgraderFolder('course', join(copy.folder, 'build'));
  copy.run(['grading/dist/nbgrader/main.js', '--out', course.folder]);
  course.keepOnly(notebook);
  await course.generate();
  const graded = ['right', 'mean', 'untouched'];
  for (const student of graded) {
    const handedIn = course.read('release', notebook);
    const { answer } = students[student]!;
    if (answer !== undefined) setAnswer(handedIn, answered(ownAnswer, answer));
    course.write(`submitted/${student}`, notebook, handedIn);
  }
  const points = await course.grade();
  const given = graded.map((student) => [student, points[student]!['2-5-test']]);
  expect(given).toEqual(graded.map((student) => [student, students[student]!.points]));
});

function setAnswer({ cells }: Notebook, source: string): void {
  cells.find((cell) => nbgraderMetadata(cell)?.grade_id === '2-5')!.source = source;
}
