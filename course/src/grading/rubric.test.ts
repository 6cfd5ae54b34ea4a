import { accuracyFinding } from '../checks/network/network';
import {
  codeNumbers,
  definitionOf,
  exerciseNumbers,
  exerciseOf,
  exercises,
  isNetwork,
  networkParts,
  parts,
  partsOf,
  writtenNumbers,
  type ExerciseNumber,
  type Part,
} from '../exercises';
import { cyclicGroup } from '../exercises/1.2-c4/exercise';
import { uniqueInverse } from '../exercises/1.1-unique-inverse/exercise';
import { reflections } from '../exercises/4-reflections/exercise';
import { judge } from '../judge';
import { chooseBackend } from 'equivariant';
import { codeGrading, gradingOf, specimensOf, writtenGrading } from './Grading';
import { score, type Item, type WrittenItem } from './Item';
import { unscored } from './sharedItems';

/** The items that need no training. */
const itemsOf = (part: Part): Item[] =>
  gradingOf(exerciseOf(part)).items.filter((item) => item.part === part && !item.trained);

beforeAll(async () => {
  await chooseBackend();
});

test('the items of every exercise add up to its points', () => {
  const points = (number: ExerciseNumber): number => {
    const items: readonly WrittenItem[] = gradingOf(number as never).items;
    return items.reduce((sum, item) => sum + item.points, 0);
  };
  const sums = exerciseNumbers.map((number) => [number, points(number)]);
  expect(sums).toEqual(exerciseNumbers.map((number) => [number, exercises[number].points]));
});

test('a grading that does not fit its exercise does not compile', () => {
  const item = { points: 5, title: 'all', part: '1.2', ids: ['products'] } as const;
  const grade = (): void => {
    codeGrading(cyclicGroup, { items: [item], secondLooks: { '1.2': [] } });
    // @ts-expect-error -- 4 points instead of 5
    codeGrading(cyclicGroup, { items: [{ ...item, points: 4 }], secondLooks: { '1.2': [] } });
    // @ts-expect-error -- the check cannot produce this id
    codeGrading(cyclicGroup, { items: [{ ...item, ids: ['sums'] }], secondLooks: { '1.2': [] } });
    // @ts-expect-error -- another exercise's part
    codeGrading(cyclicGroup, { items: [{ ...item, part: '1.3' }], secondLooks: { '1.2': [] } });
    // @ts-expect-error -- second looks are missing
    codeGrading(cyclicGroup, { items: [item], secondLooks: {} });
    const looks = (): [{ about: ['sums']; confirm: () => void }] => [
      { about: ['sums'], confirm: () => undefined },
    ];
    // @ts-expect-error -- a second look at what the check cannot produce
    codeGrading(cyclicGroup, { items: [item], secondLooks: { '1.2': [looks] } });
    const network = { points: 15, title: 'norm', part: '4c', ids: ['normalizations'] } as const;
    const none = { '4a': [], '4b': [], '4c': [] };
    // @ts-expect-error -- this network has no normalization
    codeGrading(reflections, { items: [network], secondLooks: none });
    // @ts-expect-error -- 1 idea for 5 points
    writtenGrading(uniqueInverse, ['all']);
  };
  expect(grade).not.toThrow();
});

test('no written exercise lists an idea twice', () => {
  for (const number of writtenNumbers) {
    const titles = gradingOf(number).items.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  }
});

test.each(parts)('each finding about %s counts in one item, and right answers earn all', (part) => {
  const items = itemsOf(part);
  for (const { name, answer } of specimensOf(part).right) {
    const report = judge(part, answer as never);
    for (const { id } of report.findings) {
      const claimed = items.filter(({ ids }) => ids.includes(id));
      expect([name, id, claimed.length]).toEqual([name, id, unscored.includes(id) ? 0 : 1]);
    }
    for (const { earned, points } of score(items, { [part]: report })) expect(earned).toBe(points);
  }
});

test.each(parts)('every wrong answer to %s loses points, and each loss has its cause', (part) => {
  const items = itemsOf(part);
  for (const { name, answer } of specimensOf(part).wrong.filter((_, index) => index % 4 === 0)) {
    const report = judge(part, answer as never);
    const scored = score(items, { [part]: report });
    const isScored = report.findings.some(({ id, passed }) => !passed && !unscored.includes(id));
    expect([name, scored.some(({ earned, points }) => earned < points)]).toEqual([name, isScored]);
    for (const { findings, earned, points } of scored) {
      if (earned < points) expect(findings.some(({ passed }) => !passed)).toBe(true);
    }
  }
});

test('an item depends on the findings with its ids, whatever their words, and on nothing else', () => {
  for (const part of parts) {
    const items = itemsOf(part);
    const { findings } = judge(part, specimensOf(part).right[0]!.answer as never);
    const reworded = findings.map((finding) => ({ ...finding, property: 'x', detail: 'y' }));
    const earned = (all: typeof findings): number[] =>
      score(items, { [part]: { part, findings: all } }).map((item) => item.earned);
    expect(earned(reworded)).toEqual(earned(findings));
    for (const { id } of findings) {
      const failing = findings.map((one) => (one.id === id ? { ...one, passed: false } : one));
      const lost = earned(failing).map((points, index) => points < items[index]!.points);
      expect(lost).toEqual(items.map(({ ids }) => ids.includes(id)));
    }
  }
});

test('an answer that was not examined earns nothing', () => {
  const scored = parts.flatMap((part) => score(itemsOf(part), {}));
  expect(scored.every(({ earned }) => earned === 0)).toBe(true);
});

test.each(networkParts)('the accuracy of %s counts once, if it reaches the bar', (part) => {
  const items = gradingOf(exerciseOf(part)).items.filter(
    (item) => item.part === part && item.trained,
  );
  const { accuracy } = definitionOf(part);
  const earned = (reached: number): number[] =>
    score(items, {
      [part]: { part, findings: [accuracyFinding(accuracy, reached)] },
    }).map((item) => item.earned);
  expect([earned(accuracy), earned(accuracy - 0.001), earned(NaN)]).toEqual([[1], [0], [0]]);
});

test.each(networkParts)('if training breaks the invariance of %s, its points are lost', (part) => {
  const items = itemsOf(part);
  const { findings } = judge(part, specimensOf(part).right[0]!.answer as never);
  const trained = findings
    .filter(({ id }) => id.startsWith('unchanged-') && id !== 'unchanged-in-training')
    .map((finding) => ({ ...finding, id: `trained-${finding.id}`, passed: false }));
  const earned = (more: typeof trained): number =>
    score(items, { [part]: { part, findings: [...findings, ...more] } }).reduce(
      (sum, item) => sum + item.earned,
      0,
    );
  const lost = items.find(({ idsAfterTraining }) => idsAfterTraining)!;
  expect(lost.idsAfterTraining).toEqual(trained.map(({ id }) => id));
  for (const one of trained) expect(earned([]) - earned([one])).toBe(lost.points);
});

test('parts begin with the number of their exercise, and network parts are known', () => {
  for (const number of codeNumbers) {
    for (const part of partsOf(number)) expect(part.startsWith(number)).toBe(true);
  }
  expect(parts.filter(isNetwork)).toEqual(networkParts);
});
