import { chooseBackend } from 'equivariant';
import { parts } from '../../exercises';
import { judge } from '../../judge';
import { specimensOf } from '../Grading';
import { asItShould, verdicts } from './verdicts';

beforeAll(async () => {
  await chooseBackend();
});

test.each(parts)(
  'the check of %s tells right answers from wrong ones and gives matching hints',
  (part) => {
    const { right, wrong } = specimensOf(part);
    expect(right.length).toBeGreaterThanOrEqual(3);
    expect(wrong.length).toBeGreaterThanOrEqual(8);
    const names = [...right, ...wrong].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(verdicts(part).filter((verdict) => !asItShould(verdict))).toEqual([]);
  },
);

test.each(parts)('right answers to %s pass with other random inputs', (part) => {
  const failed = specimensOf(part)
    .right.slice(0, 2)
    .flatMap(({ name, answer }) =>
      [1, 2, 12_345].flatMap((draw) =>
        judge(part, answer as never, draw)
          .findings.filter(({ passed }) => !passed)
          .map(({ property, detail }) => [name, draw, property, detail]),
      ),
    );
  expect(failed).toEqual([]);
});
