import { mod } from 'equivariant';
import type { DihedralElement as E } from '../mistakes';
import { mutantsFor } from '../../../grading/mutants/Mutants';
import { dihedralGroup } from '../exercise';
import { rightD4, product, law, all, notYet } from './right';

/** Answers to exercise 1.3. */
export const mutants = mutantsFor(dihedralGroup, {
  '1.3': {
    right: rightD4,
    wrong: [
      {
        name: 'turns added without a sign',
        loses: 'products',
        answer: law({ product: ([f, r], [g, s]) => [f ^ g, mod(r + s, 4)] }),
        hint: /reverses the direction/,
      },
      {
        name: 'factors swapped',
        loses: 'products',
        answer: law({ product: (a, b) => product(b, a) }),
        hint: /product\(b, a\)/,
      },
      {
        name: 'sign by the f of b',
        loses: 'products',
        answer: law({ product: ([f, r], [g, s]) => [f ^ g, mod(r + (g ? -s : s), 4)] }),
        hint: /f of a, not of b/,
      },
      {
        name: 'turn first, then reflect',
        loses: 'products',
        answer: law({ product: ([f, r], [g, s]) => [f ^ g, mod((g ? -r : r) + s, 4)] }),
        hint: /turn first/,
      },
      {
        name: 'sign on the turns of a',
        loses: 'products',
        answer: law({ product: ([f, r], [g, s]) => [f ^ g, mod((f ? -r : r) + s, 4)] }),
        hint: /turns of b that it reverses/,
      },
      {
        name: 'f added, not modulo 2',
        loses: 'pairs products',
        answer: law({ product: (a, b) => [a[0] + b[0], product(a, b)[1]] }),
        hint: /Two reflections cancel/,
      },
      {
        name: 'or instead of exclusive or',
        loses: 'products',
        answer: law({ product: (a, b) => [a[0] | b[0], product(a, b)[1]] }),
        hint: /not \|/,
      },
      {
        name: 'and instead of exclusive or',
        loses: 'products',
        answer: law({ product: (a, b) => [a[0] & b[0], product(a, b)[1]] }),
        hint: /not &/,
      },
      {
        name: 'negative turns',
        loses: 'pairs products',
        answer: law({ product: ([f, r], [g, s]) => [f ^ g, (r + (f ? -s : s)) % 4] }),
        hint: /add 4 first/,
      },
      {
        name: 'one product of 64 wrong',
        loses: 'products',
        answer: law({ product: (a, b) => (String([a, b]) === '1,3,1,1' ? [0, 0] : product(a, b)) }),
        hint: /swap the middle two/,
      },
      {
        name: 'inverse of a reflection turned back',
        loses: 'inverses',
        answer: law({ inverse: ([f, r]) => [f, mod(-r, 4)] }),
        hint: /reflection too/,
      },
      {
        name: 'every element its own inverse',
        loses: 'inverses',
        answer: law({ inverse: ([f, r]) => [f, r] }),
        hint: /quarter turn is not/,
      },
      {
        name: 'inverse the wrong way round',
        loses: 'inverses',
        answer: law({ inverse: ([f, r]) => [f, f ? mod(-r, 4) : r] }),
        hint: /rotations whose turns/,
      },
      {
        name: 'inverse flips f',
        loses: 'inverses',
        answer: law({ inverse: ([f, r]) => [1 - f, f ? r : mod(-r, 4)] }),
        hint: /undo themselves|stays as it is/,
      },
      {
        name: 'inverse forgets f',
        loses: 'inverses',
        answer: law({ inverse: ([, r]) => [0, mod(-r, 4)] }),
        hint: /stays as it is/,
      },
      {
        name: 'inverse of 0 turns is 4',
        loses: 'pairs inverses',
        answer: law({ inverse: ([f, r]) => [f, f ? r : 4 - r] }),
        hint: /back to 0/,
      },
      {
        name: 'only r is returned',
        loses: 'pairs products',
        answer: law({ product: ((a: E, b: E) => product(a, b)[1]) as never }),
        hint: /Return both/,
      },
      {
        name: 'inverse gives -1',
        loses: 'pairs inverses',
        answer: law({ inverse: (() => -1) as never }),
        hint: /Return both/,
      },
      {
        name: 'inverse as released',
        loses: 'inverses',
        answer: law({ inverse: notYet }),
        hint: /Write your answer/,
      },
      {
        name: 'product as released',
        loses: 'products',
        answer: law({ product: notYet }),
        hint: /Write your answer/,
      },
      {
        name: 'product of two reflections as released',
        loses: 'pairs products',
        answer: law({ product: (a, b) => (a[0] && b[0] ? notYet() : product(a, b)) }),
        hint: /Return both|swap the middle/,
      },
      {
        name: 'no inverse of reflections',
        loses: 'pairs inverses',
        answer: law({ inverse: (([f, r]: E) => (f ? undefined : [0, mod(-r, 4)])) as never }),
        hint: /Return both/,
      },
      {
        name: 'inverse by its own wrong product',
        loses: 'inverses',
        answer: law({
          inverse: (a) => all.find((b) => mod(a[1] + b[1], 4) === 0 && a[0] === b[0])!,
        }),
        hint: /reflection too/,
      },
    ],
  },
});
