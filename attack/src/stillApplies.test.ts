import type { Target } from './Attack';
import { bank } from './bank';
import { StudentNotebook } from './fair/StudentNotebook';
import { variants } from './fair/variants';

// Both banks change the course's own answers, and are run whole only now and then.

const target = new Proxy({}, { get: () => 'somewhere' }) as Target;

test.each(bank.flatMap(({ attacks }) => attacks.filter(({ answers }) => answers)))(
  'the attack “$name” finds what it changes',
  ({ answers }) => {
    expect(Object.values(answers!(target)).filter((source) => source === '')).toEqual([]);
  },
);

test.each(variants)('the variant “$name” finds what it changes', ({ exercise, change }) => {
  expect(() => change(new StudentNotebook(exercise))).not.toThrow();
});
