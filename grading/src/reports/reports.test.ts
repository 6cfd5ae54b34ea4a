import { failureOf } from 'course';
import type { ScoredItem } from 'course/grading';
import { runPython } from 'nbconvert-ts/testing';
import { exitCode } from '../command/exitCode';
import type { ExerciseResult, Status, SubmissionResult } from '../results/SubmissionResult';
import { total } from '../results/summarize';
import { feedbackPage } from './feedbackPage';
import { gradescopeResults } from './gradescope';
import { gradesCsv } from './gradesCsv';
import { junitXml } from './junitXml';
import { summaryPage } from './summaryPage';

type Finding = ScoredItem['findings'][number];

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
  expect(total(ada)).toEqual({ points: 4, maximum: 2, bonus: 2, status: 'graded' });
  expect(total(bob)).toEqual({ points: 0, maximum: 2, bonus: 0, status: 'crashed' });
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

describe('a student’s page', () => {
  const figure = { data: [{ y: [1, 2] }], layout: {} };
  const turn = (property: string, share: string, more = {}): Finding => ({
    id: property,
    property,
    passed: false,
    detail: `the two ways differ by ${share}`,
    ...more,
  });
  const quarter = turn('a quarter turn', '0.5', { hint: 'Which way?', figure });
  const half = turn('a half turn', '0.25', { figure });
  const shape = { id: 'shape', property: 'the shape', passed: true, detail: 'it is [1, 2]' };
  const cause = failureOf('a quarter turn');
  const copies = turn('copies', '1', {
    unexamined: cause,
    detail: `not examined, because ${cause}`,
  });
  const item = (
    title: string,
    findings: Finding[],
    earned = 0,
  ): ExerciseResult['items'][number] => ({
    title,
    points: 2,
    earned,
    findings,
  });
  const eve = (more: Partial<ExerciseResult>, number: ExerciseResult['exercise'] = '2.3') =>
    submission('Eve', [{ exercise: number, status: 'graded', items: [], ...more }]);
  const textOf = async (result: SubmissionResult): Promise<string> =>
    (await feedbackPage(result))
      .replace(/^[^]*<body>/, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');

  test('names each cause once, with its hint and one picture, and what was not examined', async () => {
    const items = [
      item('shape', [shape], 2),
      item('a quarter turn', [quarter]),
      item('turns', [quarter, half]),
      item('copies', [copies]),
    ];
    const text = await textOf(eve({ items }));
    for (const once of [
      'differ by 0.5',
      'Here the first',
      'Which way?',
      '✗ a quarter turn; a half turn',
    ]) {
      expect([once, text.split(once).length - 1]).toEqual([once, 1]);
    }
    expect((await feedbackPage(eve({ items }))).match(/<img/g)).toHaveLength(1);
    expect(text).toContain(
      '0 of 2 a quarter turn ✗ 0 of 2 turns Does not hold: a quarter turn; a half turn.',
    );
    expect(text).toContain(`copies Not examined, because ${cause}.`);
    expect(text).toContain('What holds: 1 of 3 properties that were examined');
  });

  test('counts failures that are many', async () => {
    const many = ['a', 'b', 'c'].map((name) => turn(name, '0.5'));
    const text = await textOf(eve({ items: [item('turns', many)] }));
    expect(text).toContain('turns 3 properties do not hold, see below. ✗ a; b; c');
  });

  test('tells points of the bonus from the others', async () => {
    const items = [item('turns', [shape], 1)];
    const text = await textOf(
      submission('Eve', [
        { exercise: '2.3', status: 'graded', items },
        { exercise: '4', status: 'graded', items },
      ]),
    );
    expect(text).toContain('2 of 2 points, 1 of them from the bonus');
  });

  test('shows the answer with the numbers of its lines, and what repeats the grading', async () => {
    const answer = ['const a = 1;\nif (a < 2) b();\n', 'c();'];
    const page = await feedbackPage(eve({ items: [item('turns', [half])], answer }));
    expect(page).toContain('<pre aria-hidden="true">1\n2</pre>');
    expect(page).toContain('<pre>const a = 1;\nif (a &lt; 2) b();</pre>');
    expect(page).toContain(
      '<code>npm run grade -- --submissions DIR --out NEW_DIR --exercise 2.3 --seed 1 --accuracy none</code>',
    );
    const full = await feedbackPage(eve({ items: [item('turns', [shape], 2)], answer }));
    expect(full).not.toContain('npm run grade');
  });

  test('says once why nothing was examined, and which cells count for a name', async () => {
    const note = "TypeScriptError: line 3, column 1: Cannot find name 'help'.";
    const text = await textOf(eve({ items: [item('a', []), item('b', [])], note }));
    expect(text.split('Nothing was examined, because').length).toBe(2);
    expect(text).toContain('with all your cells in their order. help was not there');
  });

  test('counts one as one, and has no maximum where only the bonus was graded', async () => {
    const waits = eve({ status: 'needs a person', items: [item('a', [])] }, '1.1');
    expect(await textOf(waits)).toContain('so far; 1 written answer is not graded yet');
    expect(await summaryPage([waits], [])).toMatch(
      /<h1>1 submission<\/h1>[^]*1 written answer waits/,
    );
    const bonus = eve({ items: [item('a', [shape], 2)] }, '4');
    expect(await textOf(bonus)).toContain('2 points of the bonus');
    expect(await summaryPage([bonus], [])).not.toMatch(/of 0|NaN|Infinity/);
  });
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
