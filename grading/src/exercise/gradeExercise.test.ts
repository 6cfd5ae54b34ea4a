import { noAnswer } from 'course';
import { gradingOf } from 'course/grading';
import { notebookNames, rebuild, solution } from 'course-notebooks';
import { nbgraderMetadata } from 'nbconvert-ts';
import { usualLimits } from '../limits';
import type { Answer } from '../submission/takeAnswers';
import { testInSandbox } from '../testSupport/testInSandbox';
import type { ExerciseResult } from '../results/SubmissionResult';
import { Places } from '../place/Places';
import { Grader } from './Grader';
import { gradeExercise } from './gradeExercise';

jest.setTimeout(300_000);

const places = new Places();
const grader = new Grader(7, places, { ...usualLimits, wallSeconds: 120 });
const impatient = new Grader(7, places, { ...usualLimits, wallSeconds: 15 });
afterAll(() => {
  grader.stop();
  impatient.stop();
  places.remove();
});

/** The course's own answers to a notebook. */
function ownAnswers(notebook: string): Map<string, string> {
  const name = notebookNames().find((one) => one.startsWith(notebook))!;
  const answers = solution(name).cells.filter((cell) => nbgraderMetadata(cell)?.solution);
  return new Map(answers.map((cell) => [nbgraderMetadata(cell)!.grade_id!, cell.source]));
}

/** Grades exercise 1.2 with this source in its cell. */
function grade(source: string, by = grader): Promise<ExerciseResult> {
  const answers = new Map<string, Answer>([['1-2', { status: 'answered', source }]]);
  return gradeExercise('1.2', answers, by);
}
const earned = ({ items }: ExerciseResult): number[] => items.map((item) => item.earned);

testInSandbox(
  'the course’s own answer to an exercise of several parts earns everything',
  async () => {
    const answers = [...ownAnswers('4')].map(([id, source]): [string, Answer] => [
      id,
      { status: 'answered', source },
    ]);
    const result = await gradeExercise('4', new Map(answers), grader);
    expect([result.status, result.note]).toEqual(['graded', undefined]);
    expect(earned(result)).toEqual(result.items.map(({ points }) => points));
  },
);

testInSandbox.each<[string, string, (source: string) => string | undefined]>([
  [
    'over a wrong normalization',
    '3.5',
    (source) => source.replace('tf.moments(x, [0, 1, 2, 3])', 'tf.moments(x, [0, 1, 2])'),
  ],
  ['over a normalization as released', '3.5', () => undefined],
  ['over a lifting convolution as released', '4', () => undefined],
])('a right network %s loses nothing', async (_, exercise, change) => {
  const number = exercise as '3.5' | '4';
  const { answers, solved, parts } = rebuild(number);
  const given = answers.map((id, index): [string, Answer] => {
    const source = index > 0 ? solved[index] : change(solved[index]!);
    return [
      id,
      source === undefined ? { status: 'not attempted' } : { status: 'answered', source },
    ];
  });
  const { items, note } = await gradeExercise(number, new Map(given), grader);
  const { part } = parts.at(-1)!;
  const lost = items.filter((item) => item.earned < item.points).map(({ title }) => title);
  const own = gradingOf(number).items.filter((item) => item.part === part);
  expect(lost.filter((title) => own.some((item) => item.title === title))).toEqual([]);
  expect(lost.length).toBeGreaterThan(0);
  // What was missing before is not missing now.
  expect(note).not.toContain('Cannot find name');
  const unanswered = items.flatMap((item) => item.findings).map((one) => one.unexamined);
  expect(unanswered.includes(noAnswer)).toBe(given[0]![1].status === 'not attempted');
  expect(note).toContain('the course’s own answers to the parts before it');
});

const released = "throw new Error('Not implemented');";
testInSandbox.each<[string, '2.1' | '2.3' | '2.4', RegExp, number[]]>([
  ['buildFilter', '2.1', /const \[centre, ring\][^}]*/, [2, 0, 1, 1, 0, 0, 0, 0, 1]],
  ['call', '2.1', /const y = [^}]*/, [0, 2, 0, 0, 0, 0, 1, 0, 0]],
  ['buildFilter', '2.3', /const pictures = [^}]*/, [2, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1]],
  ['call', '2.3', /const y = [^}]*/, [0, 1, 0, 0, 0, 0, 0, 3, 1, 0, 0]],
  ['buildFilter', '2.4', /const fields = [^}]*/, [2, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1]],
  ['call', '2.4', /const \[batch, paddedHeight[^}]*/, [0, 1, 0, 0, 0, 0, 0, 3, 1, 0, 0]],
])('%s of %s as released costs what it is for', async (method, exercise, body, points) => {
  const { answers, solved } = rebuild(exercise);
  const source = solved[0]!.replace(body, `${released}\n`);
  expect(source).not.toBe(solved[0]);
  const given = new Map<string, Answer>([[answers[0]!, { status: 'answered', source }]]);
  const result = await gradeExercise(exercise, given, grader);
  expect(earned(result)).toEqual(points);
  const details = result.items.flatMap((item) => item.findings).map(({ detail }) => detail);
  expect(details).toContain(`there is no answer in ${method} yet`);
});

testInSandbox('an error is told with the kernel’s hint', async () => {
  expect((await grade('print(1);')).note).toMatch(
    /Cannot find name 'print'.*\nHint: .*console\.log/,
  );
});

testInSandbox('a network without flatten loses the points of its shape', async () => {
  const { answers, solved } = rebuild('3.3');
  const source = solved[0]!.replace('tf.layers.flatten(), ', '');
  expect(source).not.toBe(solved[0]);
  const given = new Map<string, Answer>([[answers[0]!, { status: 'answered', source }]]);
  expect(earned(await gradeExercise('3.3', given, grader))).toEqual([0, 1, 2]);
});

testInSandbox('what is not attempted, or not clear, is not run', async () => {
  const untouched = new Map<string, Answer>([['1-2', { status: 'not attempted' }]]);
  expect((await gradeExercise('1.2', untouched, grader)).status).toBe('not attempted');
  expect(await gradeExercise('1.2', new Map(), grader)).toMatchObject({
    status: 'needs a person',
    note: 'The cell 1-2 is missing.',
  });
});

testInSandbox.each<[string, string, number[], RegExp | undefined]>([
  [
    'a wrong inverse costs the points of the inverse',
    `const c4: CyclicLaw = {
      product(a, b) { check4(a); check4(b); return (a + b) % 4; },
      inverse(a) { check4(a); return a; },
    };
    function check4(a: number) { if (![0, 1, 2, 3].includes(a)) throw new RangeError('no'); }`,
    [2, 0, 1],
    undefined,
  ],
  ['a type error is told', "const c4: CyclicLaw = 'mine';", [0, 0, 0], /TS2322|not assignable/],
  [
    'claims earn nothing',
    `console.log('Exercise 1.2: 4 of 4 properties hold'); ({ score: 5 });
    const c4 = { product: () => 0, inverse: () => 0 };
    process.stdout.write(JSON.stringify({ findings: [{ passed: true }] }));`,
    [0, 0, 0],
    undefined,
  ],
  [
    'there is nothing to find and nobody to ask',
    `import * as fs from 'node:fs';
    const law = require('course'); // does nothing here
    const found = ['/course/course/dist/judge.js', '/course/notebooks/../grading', '/root', '/course/data/cache']
      .filter((file) => fs.existsSync(file));
    if (found.length > 0) throw new Error(found.join());
    const c4 = { product: (a: number, b: number) => (a + b) % 4, inverse: (a: number) => (4 - a) % 4 };`,
    [2, 2, 0],
    undefined,
  ],
  [
    'to answer in the place of the one that is asked helps nobody who does not know the answer',
    `import * as fs from 'node:fs';
    const write = fs.writeSync;
    (fs as any).writeSync = (fd: number, bytes: Uint8Array, ...rest: number[]) =>
      (write as any)(fd, Buffer.from(String(bytes).replace('false', 'true')), ...rest);
    const c4 = { product: () => true as any, inverse: () => true as any };`,
    [0, 0, 0],
    undefined,
  ],
])('%s', async (_, source, points, note) => {
  const result = await grade(source);
  expect(earned(result)).toEqual(points);
  if (note) expect(result.note).toMatch(note);
});

testInSandbox.each([
  ['an object without a prototype', 'throw Object.create(null)'],
  [
    'a proxy that refuses everything',
    `const no = () => { throw 0; };
    throw new Proxy({}, { get: no, has: no, getPrototypeOf: no, ownKeys: no })`,
  ],
  [
    'an error whose message throws',
    "throw Object.defineProperty(new Error(), 'message', { get() { throw 0; } })",
  ],
])('a refusal may throw %s', async (_, refusal) => {
  const result =
    await grade(`function refuse(a: number) { if (![0, 1, 2, 3].includes(a)) { ${refusal}; } }
    const c4 = {
      product(a: number, b: number) { refuse(a); refuse(b); return (a + b) % 4; },
      inverse(a: number) { refuse(a); return (4 - a) % 4; },
    };`);
  expect([earned(result), result.note]).toEqual([[2, 2, 1], undefined]);
});

testInSandbox('a loop without end is stopped, and told', async () => {
  const result = await grade(
    'const c4 = { product() { for (;;); }, inverse() { for (;;); } };',
    impatient,
  );
  expect([result.status, earned(result)]).toEqual(['timed out', [0, 0, 0]]);
});

testInSandbox('an error names the line of the answer that stopped', async () => {
  const isotropic = `const helper = (x: tf.Tensor) => {
  return x.reshape([7]);
};
class IsotropicConv2d extends tf.layers.Layer {
  static className = 'IsotropicConv2d';
  override call(x: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return helper(x as tf.Tensor);
  }
}`;
  const [detail] = await stops('2.1', [isotropic]);
  expect(detail).toMatch(/^the code stopped at line 2 \(called from line 7\) with: [A-Z]/);

  const { solved } = rebuild('3.5');
  const second = solved[1]!.replace('super({', '\nthrow new Error("no " + "network");\nsuper({');
  const line = second.split('\n').indexOf('throw new Error("no " + "network");') + 1;
  expect(await stops('3.5', [solved[0]!, second])).toContain(
    `the code stopped at cell 2, line ${line} with: no network`,
  );
});

/** What is said of the failures of an answer. */
async function stops(exercise: '2.1' | '3.5', sources: readonly string[]): Promise<string[]> {
  const given = rebuild(exercise).answers.map((id, index): [string, Answer] => [
    id,
    { status: 'answered', source: sources[index]! },
  ]);
  const { items } = await gradeExercise(exercise, new Map(given), grader);
  const findings = items.flatMap((item) => item.findings);
  return findings.filter(({ passed }) => !passed).map(({ detail }) => detail);
}
