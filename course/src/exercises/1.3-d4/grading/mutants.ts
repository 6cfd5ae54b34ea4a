import { mod } from 'equivariant';
import type { DihedralElement as E, DihedralLaw } from '../mistakes';
import { mutantsFor } from '../../../grading/mutants/Mutants';
import { dihedralGroup } from '../exercise';

const product = ([f1, r1]: E, [f2, r2]: E): E => [f1 ^ f2, mod(r1 + (f1 ? -r2 : r2), 4)];
const inverse = ([f, r]: E): E => [f, f ? r : mod(-r, 4)];

/** The right law with changes. */
const law = (change: Partial<DihedralLaw>): DihedralLaw => ({ product, inverse, ...change });

/** The matrix that moves (row, column): swap left and right, then turn. */
function matrix([f, r]: E): number[][] {
  let m = [
    [1, 0],
    [0, f ? -1 : 1],
  ];
  for (let i = 0; i < r; i++) m = [m[1]!.map((x) => -x), m[0]!];
  return m;
}
const all: E[] = [0, 1].flatMap((f) => [0, 1, 2, 3].map((r): E => [f, r]));
const times = (a: number[][], b: number[][]): number[][] =>
  a.map((row) => [0, 1].map((j) => row[0]! * b[0]![j]! + row[1]! * b[1]![j]!));
const same = (a: number[][], b: number[][]): boolean =>
  a.flat().every((value, i) => value === b.flat()[i]);
const named = (m: number[][]): E => all.find((g) => same(matrix(g), m))!;

/** Answers to exercise 1.3. */
export const mutants = mutantsFor(dihedralGroup, {
  '1.3': {
    right: [
      { name: 'by the law', answer: law({}) },
      {
        name: 'by matrices',
        answer: {
          product: (a, b) => named(times(matrix(a), matrix(b))),
          inverse: (a) => named([0, 1].map((i) => [0, 1].map((j) => matrix(a)[j]![i]!))),
        },
      },
      {
        name: 'sign as a power of -1, inverse by a search',
        answer: {
          product: ([f1, r1], [f2, r2]) => [(f1 + f2) % 2, (r1 + (-1) ** f1 * r2 + 4) % 4],
          inverse: (a) => all.find((b) => String(product(b, a)) === '0,0')!,
        },
      },
      {
        name: 'by what happens to the corners',
        answer: {
          product: (a, b) =>
            all.find((g) => [0, 1, 2, 3].every((k) => corner(g, k) === corner(a, corner(b, k))))!,
          inverse: (a) =>
            all.find((g) => [0, 1, 2, 3].every((k) => corner(g, corner(a, k)) === k))!,
        },
      },
    ],
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
    ],
  },
});

/** Where corner k goes; 0 is top left, then clockwise. */
function corner([f, r]: E, k: number): number {
  const mirrored = f ? 1 - k : k;
  return mod(mirrored - r, 4);
}
