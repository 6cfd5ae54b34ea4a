import { chooseBackend } from 'equivariant';
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
