import { mod } from 'equivariant';
import type { CyclicLaw } from '../check';
import type { RightAnswer } from '../../../grading/mutants/Mutants';

export function refuse(...elements: number[]): void {
  for (const a of elements) {
    if (!Number.isInteger(a) || a < 0 || a > 3) throw new RangeError(`${a} is no element`);
  }
}

/** The right law with changes; it refuses numbers outside the group. */
export function law(change: Partial<CyclicLaw>): CyclicLaw {
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
export function guarded(
  isElement: (a: number) => boolean,
  error = (): Error => new Error('no element'),
): CyclicLaw {
  const test = (...elements: number[]): void => {
    if (!elements.every(isElement)) throw error();
  };
  return {
    product: (a, b) => (test(a, b), mod(a + b, 4)),
    inverse: (a) => (test(a), mod(-a, 4)),
  };
}

const table = [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => (a + b) & 3));

class Turns implements CyclicLaw {
  static readonly #all = new Set([0, 1, 2, 3]);
  #refuse(a: number): void {
    if (!Turns.#all.has(a)) throw new RangeError('🔄 only 0, 1, 2, 3');
  }
  product(a: number, b: number): number {
    [a, b].forEach((each) => this.#refuse(each));
    return a + b > 3 ? a + b - 4 : a + b;
  }
  get inverse(): CyclicLaw['inverse'] {
    return (a) => (this.#refuse(a), a && 4 - a);
  }
}

type Complex = [re: number, im: number];
const unit = (a: number): Complex =>
  (
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as Complex[]
  )[a]!;
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const powers = [0, 1, 2, 3].map((a) => String(unit(a)));

export const notYet = (): never => {
  throw new Error('Not implemented');
};

/** Right answers to exercise 1.2, written in different ways. */
export const rightC4: RightAnswer<CyclicLaw>[] = [
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
  { name: 'bits', answer: law({ product: (a, b) => (a + b) & 3, inverse: (a) => -a & 3 }) },
  { name: 'a class with private fields', answer: new Turns() },
  {
    name: 'the inverse is what is left after three times',
    answer: law({ inverse: (a) => [a, a].reduce((sum, b) => (sum + b) % 4, a) }),
  },
  {
    name: 'one turn more, recursively',
    answer: law({
      product: function product(a: number, b: number): number {
        return b === 0 ? a : product([1, 2, 3, 0][a]!, b - 1);
      },
    }),
  },
  {
    name: 'complex numbers',
    answer: law({ product: (a, b) => powers.indexOf(String(times(unit(a), unit(b)))) }),
  },
  {
    name: 'texts “a·b” in a map, and an error that has no text',
    answer: guarded(
      (a) => Number.isSafeInteger(a) && Math.abs(a - 1.5) < 2,
      () => Object.create(null) as Error,
    ),
  },
];
