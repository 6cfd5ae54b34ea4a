import { accuracyProperty, exerciseOf, exercises, judge, type Part } from 'course';
import { bank, parts } from 'course/dist/mutants/bank';
import { chooseBackend } from 'equivariant';
import type { CodeExercise, Item } from './Item';
import { rubric } from './rubric';
import { score } from './score';

const numbers = Object.keys(rubric) as CodeExercise[];
const allItems = (number: CodeExercise): readonly Item[] => rubric[number];
/** Those that can be judged without a training. */
const itemsOf = (number: CodeExercise): readonly Item[] =>
  allItems(number).filter(({ trained }) => !trained);

beforeAll(async () => {
  await chooseBackend();
});

test('every exercise that a program grades has its points', () => {
  const sums = numbers.map((number) => [
    number,
    allItems(number).reduce((sum, { points }) => sum + points, 0),
  ]);
  const expected = Object.entries(exercises)
    .filter(([, { kind }]) => kind === 'code')
    .map(([number, { points }]) => [number, points]);
  expect(sums).toEqual(expected);
});

test.each(parts)('each property of %s counts in one item, and right answers earn all', (part) => {
  const items = numbers.flatMap(itemsOf).filter((item) => item.part === part);
  for (const { name, answer } of bank[part].right) {
    const report = judge(part, answer as never);
    for (const { property } of report.findings) {
      const claimed = items.filter(({ properties }) => properties.some((p) => p.test(property)));
      expect([name, property, claimed.length]).toEqual([name, property, 1]);
    }
    for (const { earned, points } of score(items, { [part]: report })) expect(earned).toBe(points);
  }
});

test.each(parts)('every wrong answer to %s loses points, and only in what it breaks', (part) => {
  const items = numbers.flatMap(itemsOf).filter((item) => item.part === part);
  for (const { name, answer } of bank[part].wrong.filter((_, index) => index % 4 === 0)) {
    const report = judge(part, answer as never);
    const scored = score(items, { [part]: report });
    expect([name, scored.some(({ earned, points }) => earned < points)]).toEqual([name, true]);
    for (const { findings, earned, points } of scored) {
      if (earned < points && findings.length > 0) {
        // Either one of its properties fails, or the judge could not come to one of them.
        const stopped = report.findings.length < judgeLength(part);
        expect(stopped || findings.some(({ passed }) => !passed)).toBe(true);
      }
    }
  }
});

test('an answer that nobody has looked at earns nothing', () => {
  const scored = numbers.flatMap((number) => score(itemsOf(number), {}));
  expect(scored.every(({ earned }) => earned === 0)).toBe(true);
});

const lengths = new Map<Part, number>();

/** How many properties a right answer has. */
function judgeLength(part: Part): number {
  const known = lengths.get(part);
  if (known !== undefined) return known;
  const length = judge(part, bank[part].right[0]!.answer as never).findings.length;
  lengths.set(part, length);
  return length;
}

test.each(['3.2', '3.3', '3.5b', '4c'] as const)(
  'the accuracy of %s counts once, and only if it is reached',
  (part) => {
    const items = numbers.flatMap(allItems).filter((item) => item.part === part && item.trained);
    const earned = (accuracy: number): number[] =>
      score(items, { [part]: { part, findings: [accuracyProperty(part, accuracy)] } }).map(
        (item) => item.earned,
      );
    const { accuracy } = exercises[exerciseOf(part)];
    expect([earned(accuracy), earned(accuracy - 0.001), earned(NaN)]).toEqual([[1], [0], [0]]);
  },
);
