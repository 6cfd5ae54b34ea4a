import { chooseBackend } from 'equivariant';
import { judge } from '../judge';
import { bank, parts } from './bank';
import { asItShould, verdicts } from './verdicts';

beforeAll(async () => {
  await chooseBackend();
});

test.each(parts)(
  'the check of %s tells right answers from wrong ones, and why they are wrong',
  (part) => {
    const { right, wrong } = bank[part];
    expect(right.length).toBeGreaterThanOrEqual(3);
    expect(wrong.length).toBeGreaterThanOrEqual(8);
    const names = [...right, ...wrong].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(verdicts(part).filter((verdict) => !asItShould(verdict))).toEqual([]);
  },
);

test.each(parts)('right answers to %s are right whatever inputs are drawn', (part) => {
  const failed = bank[part].right.slice(0, 2).flatMap(({ name, answer }) =>
    [1, 2, 12_345].flatMap((draw) =>
      judge(part, answer as never, draw)
        .findings.filter(({ passed }) => !passed)
        .map(({ property, detail }) => [name, draw, property, detail]),
    ),
  );
  expect(failed).toEqual([]);
});
