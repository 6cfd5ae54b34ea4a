import { exercises } from 'course';
import { writtenRubric, type WrittenItem, type WrongWrittenSums } from './written';

test('every exercise that a person grades has its points', () => {
  const sums = Object.entries(writtenRubric).map(
    ([number, items]: [string, readonly WrittenItem[]]) => [
      number,
      items.reduce((sum, { points }) => sum + points, 0),
    ],
  );
  const expected = Object.entries(exercises)
    .filter(([, { kind }]) => kind === 'written')
    .map(([number, { points }]) => [number, points]);
  expect(sums).toEqual(expected);
});

test('a wrong sum does not compile, and is named', () => {
  type OnePointMore = {
    [E in keyof typeof writtenRubric]: E extends '3.1'
      ? readonly [...(typeof writtenRubric)[E], { points: 1; title: string }]
      : (typeof writtenRubric)[E];
  };
  const named: WrongWrittenSums<OnePointMore> = '3.1';
  // @ts-expect-error -- 1.1 has its five points
  const other: WrongWrittenSums<OnePointMore> = '1.1';
  expect([named, other]).toEqual(['3.1', '1.1']);
});

test('no sentence stands twice in an exercise', () => {
  for (const items of Object.values(writtenRubric)) {
    expect(new Set(items.map(({ title }) => title)).size).toBe(items.length);
  }
});
