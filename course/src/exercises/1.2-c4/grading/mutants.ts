import { mod } from 'equivariant';
import type { CyclicLaw } from '../check';
import { mutantsFor } from '../../../grading/mutants/Mutants';
import { cyclicGroup } from '../exercise';

function refuse(...elements: number[]): void {
  for (const a of elements) {
    if (!Number.isInteger(a) || a < 0 || a > 3) throw new RangeError(`${a} is no element`);
  }
}

/** The right law with changes; it refuses numbers outside the group. */
function law(change: Partial<CyclicLaw>): CyclicLaw {
  const { product, inverse } = {
    product: (a: number, b: number) => (a + b) % 4,
    inverse: (a: number) => mod(-a, 4),
    ...change,
  };
  return {
    product: (a, b) => (refuse(a, b), product(a, b)),
    inverse: (a) => (refuse(a), inverse(a)),
  };
}

/** The right law with this test of its arguments. */
function guarded(isElement: (a: number) => boolean): CyclicLaw {
  const test = (...elements: number[]): void => {
    if (!elements.every(isElement)) throw new Error('no element');
  };
  return {
    product: (a, b) => (test(a, b), mod(a + b, 4)),
    inverse: (a) => (test(a), mod(-a, 4)),
  };
}

const table = [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => (a + b) & 3));

/** Answers to exercise 1.2. */
export const mutants = mutantsFor(cyclicGroup, {
  '1.2': {
    right: [
      { name: 'sum modulo 4', answer: law({}) },
      {
        name: 'a table, and a search in it for the inverse',
        answer: law({ product: (a, b) => table[a]![b]!, inverse: (a) => table[a]!.indexOf(0) }),
      },
      {
        name: 'turns counted one by one',
        answer: law({
          product(a, b) {
            for (let i = 0; i < b; i++) a = a === 3 ? 0 : a + 1;
            return a;
          },
          inverse: (a) => [0, 3, 2, 1][a]!,
        }),
      },
      { name: 'arguments looked up in a list', answer: guarded((a) => [0, 1, 2, 3].includes(a)) },
    ],
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
    ],
  },
});
