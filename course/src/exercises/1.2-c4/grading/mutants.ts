import { mod } from 'equivariant';
import { mutantsFor } from '../../../grading/mutants/Mutants';
import { cyclicGroup } from '../exercise';
import { rightC4, refuse, law, guarded, notYet } from './right';

/** Answers to exercise 1.2. */
export const mutants = mutantsFor(cyclicGroup, {
  '1.2': {
    right: rightC4,
    wrong: [
      {
        name: 'no modulo',
        loses: 'products',
        answer: law({ product: (a, b) => a + b }),
        hint: /starts again at 0/,
      },
      {
        name: 'difference',
        loses: 'products',
        answer: law({ product: (a, b) => mod(a - b, 4) }),
        hint: /add, do not/,
      },
      {
        name: 'product of numbers',
        loses: 'products',
        answer: law({ product: (a, b) => (a * b) % 4 }),
        hint: /one after the other/,
      },
      {
        name: 'exclusive or',
        loses: 'products',
        answer: law({ product: (a, b) => a ^ b }),
        hint: /exclusive or/,
      },
      {
        name: 'modulo 3',
        loses: 'products',
        answer: law({ product: (a, b) => (a + b) % 3 }),
        hint: /four elements/,
      },
      {
        name: 'stops at 3',
        loses: 'products',
        answer: law({ product: (a, b) => Math.min(3, a + b) }),
        hint: /go round/,
      },
      {
        name: 'one product of 16 wrong',
        loses: 'products',
        answer: law({ product: (a, b) => (a === 3 && b === 3 ? 0 : (a + b) % 4) }),
        hint: /sheet of paper/,
      },
      {
        name: 'inverse of 0 is 4',
        loses: 'inverses',
        answer: law({ inverse: (a) => 4 - a }),
        hint: /inverse of 0 is 0/,
      },
      {
        name: 'negative inverse',
        loses: 'inverses',
        answer: law({ inverse: (a) => -a % 4 }),
        hint: /keeps the sign/,
      },
      {
        name: 'inverse is the element',
        loses: 'inverses',
        answer: law({ inverse: (a) => a }),
        hint: /undoes a quarter turn/,
      },
      {
        name: 'inverse counts to 3',
        loses: 'inverses',
        answer: law({ inverse: (a) => 3 - a }),
        hint: /turns are missing/,
      },
      {
        name: 'accepts anything',
        loses: 'refusal',
        answer: guarded(() => true),
        hint: /RangeError/,
      },
      {
        name: 'accepts NaN',
        loses: 'refusal',
        answer: guarded((a) => !(a < 0 || a > 3 || a % 1 !== 0) || isNaN(a)),
        hint: /isInteger/,
      },
      {
        name: 'accepts 1.5 and NaN',
        loses: 'refusal',
        answer: guarded((a) => !(a < 0 || a > 3)),
        hint: /isInteger/,
      },
      {
        name: 'accepts negative numbers',
        loses: 'refusal',
        answer: guarded((a) => Number.isInteger(a) && a < 4),
        hint: /Negative/,
      },
      {
        name: 'accepts 4',
        loses: 'refusal',
        answer: guarded((a) => Number.isInteger(a) && a >= 0 && a <= 4),
        hint: /largest/,
      },
      {
        name: 'inverse accepts anything',
        loses: 'refusal',
        answer: { ...law({}), inverse: (a) => mod(-a, 4) },
        hint: /inverse must refuse/,
      },
      {
        name: 'product checks its first argument only',
        loses: 'refusal',
        answer: { ...law({}), product: (a, b) => (refuse(a), mod(a + b, 4)) },
        hint: /both of its arguments/,
      },
      {
        name: 'does not throw but returns NaN',
        loses: 'inverses refusal',
        answer: {
          product: (a, b) => mod(Number.isInteger(a + b) ? a + b : NaN, 4),
          inverse: (a) => mod(a, 4),
        },
        hint: /RangeError/,
      },
      {
        name: 'refuses the usual four numbers alone',
        loses: 'refusal',
        answer: guarded((a) => ![-1, 4, 1.5, NaN].includes(a)),
        hint: /RangeError|isInteger/,
      },
      {
        name: 'refuses when both are wrong',
        loses: 'refusal',
        answer: {
          ...law({}),
          product: (a, b) => (mod(a, 4) !== a && mod(b, 4) !== b ? notYet() : mod(a + b, 4)),
        },
        hint: /RangeError|Negative|largest|isInteger/,
      },
      {
        name: 'inverse missing',
        loses: 'inverses',
        answer: { product: (a: number, b: number) => law({}).product(a, b) } as never,
        hint: /lacks a function/,
      },
      {
        name: 'inverse as released',
        loses: 'inverses',
        answer: { ...law({}), inverse: notYet },
        hint: /Write your answer/,
      },
      {
        name: 'product as released',
        loses: 'products',
        answer: { ...law({}), product: notYet },
        hint: /Write your answer/,
      },
      {
        name: 'refuses 3 as the second factor',
        loses: 'products',
        answer: law({ product: (a, b) => (b === 3 ? notYet() : (a + b) % 4) }),
        hint: /sheet of paper/,
      },
      {
        name: 'texts instead of numbers',
        loses: 'products',
        answer: law({ product: ((a: number, b: number) => String((a + b) % 4)) as never }),
        hint: /sheet of paper/,
      },
      {
        name: 'inverses of 0 and 1 alone',
        loses: 'inverses',
        answer: law({ inverse: (a) => mod(-a, 4) * (a < 2 ? 1 : 0) }),
        hint: /for every a/,
      },
    ],
  },
});
