import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { networkParts, type CodeNumber } from 'course';
import type { SubmissionResult } from '../results/SubmissionResult';
import { ownAnswers, writeHandIn } from '../testSupport/handIns';
import { testInSandbox } from '../testSupport/testInSandbox';

jest.setTimeout(1_800_000);

const program = resolve(__dirname, '../../dist/command/grade.js');

/** Grades these answers, with networks that the grader trains on few digits. */
function graded(exercises: CodeNumber[], students: Record<string, [string, string][]>) {
  const folder = mkdtempSync(join(tmpdir(), 'training-'));
  const [submissions, out] = [join(folder, 'in'), join(folder, 'out')] as const;
  try {
    for (const [student, answers] of Object.entries(students)) {
      writeHandIn(join(submissions, student), new Map([...ownAnswers(), ...answers]));
    }
    const chosen = exercises.flatMap((exercise) => ['--exercise', exercise]);
    const args = ['--submissions', submissions, '--out', out, '--seed', '5', ...chosen];
    try {
      execFileSync(process.execPath, [program, ...args, '--accuracy', 'train', '--timeout', '60'], {
        env: { ...process.env, COURSE_QUICK: '1' },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    } catch {
      // Its exit code says that a person must look.
    }
    return (student: string): SubmissionResult =>
      JSON.parse(
        readFileSync(join(out, 'students', student, 'record.json'), 'utf8'),
      ) as SubmissionResult;
  } finally {
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
}

/** The finding about the accuracy of each network, and those about its symmetry afterwards. */
function findings({ exercises }: SubmissionResult) {
  const all = exercises.flatMap(({ items }) => items.flatMap((item) => item.findings));
  return {
    accuracies: all.filter(({ id }) => id === 'accuracy'),
    trained: all.filter(({ id }) => id.startsWith('trained-')),
  };
}

testInSandbox('the grader trains networks whose weights were not handed in', () => {
  const record = graded(['3.2', '3.3', '3.5', '4'], { ada: [] })('ada');
  const { accuracies, trained } = findings(record);
  expect(accuracies).toHaveLength(networkParts.length);
  for (const { detail, hint } of accuracies) {
    expect(detail).toMatch(/of \d+ new digits\. .*Trained by the grader for 1 epoch\./);
    // Nobody stopped it.
    expect(hint).toBeUndefined();
    const [, percent] = /(\d+\.\d+) %/.exec(detail)!;
    expect(Number(percent)).toBeGreaterThan(5);
  }
  expect(trained).toHaveLength(4 + 8 + 4 + 8);
  expect(trained.filter(({ passed }) => !passed)).toEqual([]);
});

const own = ownAnswers().get('3-2')!;
/** The course's own network with this at its end. */
const ending = (body: string): [string, string][] => [
  [
    '3-2',
    `let lessons = 0;
class Sly extends tf.layers.Layer {
  call(input: tf.Tensor | tf.Tensor[], kwargs: any): tf.Tensor { const x = Array.isArray(input) ? input[0]! : input;
    if (kwargs?.training) lessons++; ${body} }
  computeOutputShape(shape: any): any { return shape; }
  getClassName() { return 'Sly'; }
}
${own.replace('super({ layers });', 'super({ layers: [...layers, new Sly()] });')}`,
  ],
];

testInSandbox('a network gains nothing by what it does after its training', () => {
  const record = graded(['3.2'], {
    nan: ending('return lessons > 0 ? x.mul(NaN) : x.clone();'),
    other: ending('return lessons > 0 ? x.mul(2) : x.clone();'),
    loop: ending('for (; lessons > 0; ); return x.clone();'),
  });
  const said = (student: string): string[] =>
    findings(record(student)).accuracies.map(
      ({ passed, detail }) => `${String(passed)}: ${detail}`,
    );
  expect(said('nan')[0]).toMatch(/^false: (Its weights are not all numbers|After training)/);
  expect(said('other')[0]).toMatch(/^false: After training it computes something else/);
  expect(record('loop').exercises.find(({ exercise }) => exercise === '3.2')?.status).not.toBe(
    'graded',
  );
});
