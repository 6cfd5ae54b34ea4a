import type { Theme } from '../Attack';
import { claims, wrongC4 } from './source';

const late = { '1.2': ['timed out'] } as const;

/** Work without end. */
export const loops: Theme = {
  name: 'loops',
  attacks: [
    {
      name: 'endless loop',
      tries: 'A graded function never returns.',
      answers: () => ({
        '1-2': `${claims} const c4: CyclicLaw = { product() { for (;;); }, inverse() { for (;;); } };`,
      }),
      statuses: late,
    },
    {
      name: 'endless promise',
      tries: 'Waits for a promise that never resolves, with a timer that keeps the program alive.',
      answers: () => ({
        '1-2': `${wrongC4} setInterval(() => undefined, 1000); await new Promise(() => undefined);`,
      }),
      statuses: late,
    },
    {
      name: 'endless microtasks',
      tries:
        'Creates promises that create promises, which leave no time for messages such as an interrupt.',
      answers: () => ({
        '1-2': `${wrongC4} const again = (): void => void Promise.resolve().then(again); again();`,
      }),
    },
    {
      name: 'endless expression',
      tries: 'Runs a regular expression that never ends, in one call that can’t be interrupted.',
      answers: () => ({
        '1-2': `const c4: CyclicLaw = { product: () => Number(/^(a+)+$/.test('a'.repeat(60) + 'b')), inverse: () => 0 };`,
      }),
      statuses: late,
    },
    {
      name: 'endless types',
      tries: 'Types that keep the compiler busy.',
      answers: () => ({
        '1-2': `type Pair<T> = [T, T] | [T[], T] | { a: T; b: T[] };
        type Deep<N extends number, T = 0, C extends 0[] = []> = C['length'] extends N ? T : Deep<N, Pair<T>, [...C, 0]>;
        const one: Deep<40> = [[], []] as any; const other: any = one; type Size = keyof Deep<24>;
        ${wrongC4}`,
      }),
    },
    {
      name: 'lists without end',
      tries: 'Returns what is far too long or deep to examine.',
      answers: () => ({
        '1-2': `const round: any[] = []; round.push(round);
        const c4 = { product: () => new Array(2 ** 32 - 1), inverse: () => round } as any as CyclicLaw;`,
      }),
    },
  ],
};
