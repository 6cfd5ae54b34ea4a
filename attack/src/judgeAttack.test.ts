import type { ScoredItem } from 'course/grading';
import type { ExerciseResult, SubmissionResult } from 'course-grading';
import type { Attack } from './Attack';
import { honestProblems } from './honest';
import { problemsOf, rowsByStudent } from './judgeAttack';

const attack: Attack = {
  name: 'an attack',
  tries: 'nothing',
  mayEarn: { '1.3': 1 },
  statuses: { '1.2': ['timed out'] },
};

/** A record in which two exercises earned these points. */
function record(one: number, other = 1, more: Partial<ExerciseResult> = {}): SubmissionResult {
  const items = (earned: number): ScoredItem[] => [
    { title: 'all', points: 5, earned, findings: [] },
  ];
  return {
    ...({ format: 1, student: attack.name, submission: '' } as SubmissionResult),
    exercises: [
      { exercise: '1.2', status: 'timed out', items: items(one), ...more },
      { exercise: '1.3', status: 'graded', items: items(other) },
    ],
  };
}

const page = {
  file: 'feedback.html',
  text: '<p>&lt;img src=x onerror=attacked()&gt; 0 points</p>',
};
const problems = (
  result: SubmissionResult | undefined,
  written = [page],
  of: Attack = attack,
): string[] => problemsOf(of, { record: result, written }, ['my secret']);

test('an attack that earns no more than it may is held off', () => {
  expect(problems(record(0))).toEqual([]);
  expect(problems(record(0, 0))).toEqual([]);
});

test.each<[string, string[], RegExp]>([
  ['earns points', problems(record(1)), /1\.2: 1 points, at most 0/],
  ['earns more than it may', problems(record(0, 2)), /1\.3: 2 points, at most 1/],
  ['earns what is no number', problems(record(NaN)), /NaN points/],
  ['ends in another way', problems(record(0, 1, { status: 'graded' })), /ended as graded/],
  ['was not graded', problems(undefined), /not graded/],
  [
    'broke the grader',
    problems(record(0, 1, { status: 'could not be graded', note: 'no memory' }), [page], {
      ...attack,
      statuses: {},
    }),
    /the grader failed: no memory/,
  ],
  [
    'was never tried',
    problems(record(0, 1, { note: 'TypeScriptError: line 1, not assignable' })),
    /did not run/,
  ],
  [
    'was never tried, in one of its cells',
    problems(record(0, 1, { note: 'In cell 2: TypeScriptError: line 1, not assignable' })),
    /did not run/,
  ],
  [
    'was never tried in a later part',
    problems(record(0, 1, { note: 'Judged after others.\nTypeScriptError: not assignable' })),
    /did not run/,
  ],
  [
    'confesses',
    problems(record(0), [
      { file: 'results.json', text: `"${['STOLEN', 'from'].join(' ')} /etc/shadow"` },
    ]),
    /STOLEN/,
  ],
  [
    'tells a secret',
    problems(record(0), [{ file: 'a.txt', text: 'is my secret' }]),
    /secret is in a/,
  ],
  ...[
    '<img src=x onerror=attacked()>',
    "<script>document.title='attacked'</script>",
    '<svg onload=attacked()></svg>',
    '<a href="javascript:attacked()">more</a>',
    '<iframe src="x"></iframe>',
  ].map((text): [string, string[], RegExp] => [
    `has ${text} in a page`,
    problems(record(0), [{ file: 'feedback.html', text }]),
    /not harmless/,
  ]),
  ['breaks XML', problems(record(0), [{ file: 'junit.xml', text: '\u0001' }]), /not XML/],
])('an attack that %s is reported', (_, found, message) => {
  expect(found).toEqual([expect.stringMatching(message)]);
});

test('an honest student with other points than deserved is reported', () => {
  const student = { name: 'an attack', answers: {}, points: { '1.3': 1 } } as const;
  expect(honestProblems(student, record(0))).toEqual([]);
  for (const other of [record(1), record(0, 0), undefined]) {
    expect(honestProblems(student, other)).toHaveLength(1);
  }
});

test('rows of a table are told apart, whatever a name contains', () => {
  const rows = rowsByStudent('student,exercise\n"a, ""b""\n",1.2\nc,1.2\nc,1.3\n');
  expect(Object.fromEntries(rows)).toEqual({
    student: [['exercise']],
    'a, "b"\n': [['1.2']],
    c: [['1.2'], ['1.3']],
  });
});
