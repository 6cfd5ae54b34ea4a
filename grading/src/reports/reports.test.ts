import { runPython } from 'nbconvert-ts/testing';
import { exitCode } from '../command/exitCode';
import type { ExerciseResult, Status, SubmissionResult } from '../results/SubmissionResult';
import { total } from '../results/summarize';
import { feedbackPage } from './feedbackPage';
import { gradescopeResults } from './gradescope';
import { gradesCsv } from './gradesCsv';
import { junitXml } from './junitXml';
import { summaryPage } from './summaryPage';

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>,\n=1+1\u0000';

function submission(student: string, exercises: ExerciseResult[]): SubmissionResult {
  const grader = { version: '1', node: '20', tensorflow: '4', course: 'c0ffee', seed: 1 };
  return {
    format: 1,
    student,
    submission: 'abc',
    exercises,
    grader: { ...grader, accuracy: 'none', sandbox: 'bubblewrap' },
  };
}
function exercise(
  number: ExerciseResult['exercise'],
  earned: number,
  status: Status = 'graded',
): ExerciseResult {
  const findings = [
    { id: 'products', property: 'all 16 products', passed: earned > 0, detail: hostile },
  ];
  const items = [{ title: 'products', points: 2, earned, findings }];
  return { exercise: number, status, items, note: hostile };
}
const ada = submission('Ada', [exercise('1.2', 2), exercise('4', 2)]);
const bob = submission('=Bob, "the\nbuilder"', [exercise('1.2', 0), exercise('4', 0, 'crashed')]);

test('points of the bonus count, its maximum does not', () => {
  expect(total(ada)).toEqual({ points: 4, maximum: 2, status: 'graded' });
  expect(total(bob)).toEqual({ points: 0, maximum: 2, status: 'crashed' });
});

test('grades.csv is what a reader of such files finds in it, and no formula', () => {
  const rows = runPython<string[][]>(
    'import csv, io; result = list(csv.reader(io.StringIO(data, newline="")))',
    gradesCsv([ada, bob]),
  );
  expect(rows).toEqual([
    ['student', 'exercise', 'points', 'maximum', 'status'],
    ['Ada', '1.2', '2', '2', 'graded'],
    ['Ada', '4', '2', '2', 'graded'],
    ['Ada', 'total', '4', '2', 'graded'],
    ['\'=Bob, "the\nbuilder"', '1.2', '0', '2', 'graded'],
    ['\'=Bob, "the\nbuilder"', '4', '0', '2', 'crashed'],
    ['\'=Bob, "the\nbuilder"', 'total', '0', '2', 'crashed'],
  ]);
});

test('junit.xml is XML, and says what failed', () => {
  const suites = runPython<unknown[]>(
    `import xml.etree.ElementTree as tree
result = [[s.get('name'), s.get('tests'), s.get('failures'), s.get('errors'), [[c.tag for c in case] for case in s]]
    for s in tree.fromstring(data.encode())]`,
    junitXml([ada, bob]),
  );
  expect(suites).toEqual([
    ['Ada', '2', '0', '0', [[], []]],
    ['=Bob, "the\nbuilder"', '2', '1', '1', [['failure'], ['error']]],
  ]);
});

test('Gradescope’s tests sum up to its score', () => {
  const { score, tests } = gradescopeResults(ada);
  expect(score).toBe(4);
  expect(tests.reduce((sum, one) => sum + one.score, 0)).toBe(4);
  expect(tests.map(({ max_score: most, status }) => [most, status])).toEqual([
    [2, 'passed'],
    [2, 'passed'],
  ]);
  expect(gradescopeResults(bob).tests.map(({ status }) => status)).toEqual(['failed', 'failed']);
});

test('what a student’s program says is text in the pages, nothing else', async () => {
  for (const page of [await feedbackPage(bob), await summaryPage([ada, bob], [])]) {
    expect(page).not.toMatch(/<script|<img src=x/);
    expect(page).toContain("script-src 'none'");
  }
  expect(await feedbackPage(bob)).toContain('&lt;script&gt;');
});

test.each<[number, SubmissionResult[], number | undefined]>([
  [0, [ada], undefined],
  [0, [ada], 4],
  [1, [ada], 5],
  [2, [ada, bob], 5],
  [2, [submission('Eve', [exercise('1.2', 0, 'malformed')])], undefined],
  [0, [submission('Eve', [exercise('1.2', 0, 'timed out')])], undefined],
  [0, [submission('Eve', [exercise('1.1', 0, 'needs a person')])], undefined],
  [2, [submission('Eve', [exercise('1.2', 0, 'needs a person')])], undefined],
])('the command ends with %d (%#)', (code, results, required) => {
  expect(exitCode(results, required)).toBe(code);
});
