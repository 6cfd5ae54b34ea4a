import { mod } from 'equivariant';
import type { DihedralElement as E, DihedralLaw } from '../mistakes';
import type { RightAnswer } from '../../../grading/mutants/Mutants';

export const product = ([f1, r1]: E, [f2, r2]: E): E => [f1 ^ f2, mod(r1 + (f1 ? -r2 : r2), 4)];
const inverse = ([f, r]: E): E => [f, f ? r : mod(-r, 4)];

/** The right law with changes. */
export const law = (change: Partial<DihedralLaw>): DihedralLaw => ({ product, inverse, ...change });

/** The matrix that moves (row, column): swap left and right, then turn. */
function matrix([f, r]: E): number[][] {
  let m = [
    [1, 0],
    [0, f ? -1 : 1],
  ];
  for (let i = 0; i < r; i++) m = [m[1]!.map((x) => -x), m[0]!];
  return m;
}
export const all: E[] = [0, 1].flatMap((f) => [0, 1, 2, 3].map((r): E => [f, r]));
const times = (a: number[][], b: number[][]): number[][] =>
  a.map((row) => [0, 1].map((j) => row[0]! * b[0]![j]! + row[1]! * b[1]![j]!));
const same = (a: number[][], b: number[][]): boolean =>
  a.flat().every((value, i) => value === b.flat()[i]);
const named = (m: number[][]): E => all.find((g) => same(matrix(g), m))!;

let made: Map<string, E> | undefined;
const tables = (): Map<string, E> =>
  (made ??= new Map(all.flatMap((a) => all.map((b) => [String([a, b]), product(a, b)] as const))));

class Mirrors implements DihedralLaw {
  #sign(f: number): 1 | -1 {
    return f ? -1 : 1;
  }
  product([f, r]: E, [g, s]: E): E {
    return [(f + g) & 1, (r + this.#sign(f) * s + 8) % 4];
  }
  get inverse(): DihedralLaw['inverse'] {
    return ([f, r]) => [f, mod(-this.#sign(f) * r, 4)];
  }
}

export const notYet = (): never => {
  throw new Error('Not implemented');
};

/** Where corner k goes; 0 is top left, then clockwise. */
function corner([f, r]: E, k: number): number {
  const mirrored = f ? 1 - k : k;
  return mod(mirrored - r, 4);
}

/** Right answers to exercise 1.3, written in different ways. */
export const rightD4: RightAnswer<DihedralLaw>[] = [
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
      inverse: (a) => all.find((g) => [0, 1, 2, 3].every((k) => corner(g, corner(a, k)) === k))!,
    },
  },
  {
    name: 'the third power is the inverse',
    answer: law({ inverse: (a) => product(a, product(a, a)) }),
  },
  {
    name: 'tables, made from two generators when they are first needed',
    answer: law({ product: (a, b) => tables().get(String([a, b]))! }),
  },
  {
    name: 'frozen pairs, branches',
    answer: law({
      product([f1, r1], [f2, r2]) {
        let r = r1;
        if (f1) r -= r2;
        else r += r2;
        return Object.freeze([f1 === f2 ? 0 : 1, ((r % 4) + 4) % 4] as const);
      },
    }),
  },
  { name: 'a class with a getter and a private method', answer: new Mirrors() },
  {
    name: 'step by step: mirror, turn, mirror, turn',
    answer: law({
      product: (a, b) =>
        [b, a].reduce<E>(([f, r], [g, s]) => [f ^ g, mod((g ? -r : r) + s, 4)], [0, 0]),
    }),
  },
  {
    name: 'writes to its arguments',
    answer: law({
      product(a, b) {
        const [x, y] = [a, b] as unknown as number[][];
        x![1]! += x![0] ? 4 - y![1]! : y![1]!;
        x![0]! ^= y![0]!;
        return [x![0]!, x![1]! & 3];
      },
    }),
  },
];
