import { mod } from 'equivariant';
import { plain } from '../../checks/values';

/** An element of D4: reflect if f is 1, *then* make r quarter turns. */
export type DihedralElement = readonly [f: number, r: number];

/** The law of D4: exercise 1.3. */
export interface DihedralLaw {
  /** First b, then a. */
  product(a: DihedralElement, b: DihedralElement): DihedralElement;
  inverse(a: DihedralElement): DihedralElement;
}

/** Common wrong products, each with its hint. */
const usualProducts: [
  law: (...pair: [DihedralElement, DihedralElement]) => number[],
  hint: string,
][] = [
  [
    ([f1, r1], [f2, r2]) => [f1 ^ f2, mod(r1 + r2, 4)],
    'A reflection reverses the direction of the turns before it: reflect-then-turn is turn-the-other-way-then-reflect. Where does that change a sign?',
  ],
  [
    ([f1, r1], [f2, r2]) => [f1 ^ f2, mod(r2 + (f2 ? -r1 : r1), 4)],
    'This is product(b, a), or [f, r] is read as "turn first, then reflect": b comes first and then a, and in each the reflection comes before the turns.',
  ],
  [
    ([f1, r1], [f2, r2]) => [f1 ^ f2, mod(r1 + (f2 ? -r2 : r2), 4)],
    'The sign of the turns of b depends on whether a reflection comes after them: on f of a, not of b.',
  ],
  [
    ([f1, r1], [f2, r2]) => [f1 ^ f2, mod((f1 ? -r1 : r1) + r2, 4)],
    'The reflection of a comes before its turns but after those of b: it is the turns of b that it reverses.',
  ],
  [
    ([f1, r1], [f2, r2]) => [f1 | f2, mod(r1 + (f1 ? -r2 : r2), 4)],
    'Two reflections cancel: 1 and 1 give 0. Use % 2 or ^, not |.',
  ],
  [
    ([f1, r1], [f2, r2]) => [f1 & f2, mod(r1 + (f1 ? -r2 : r2), 4)],
    'One reflection is a reflection; two cancel. Use % 2 or ^, not &.',
  ],
];

/** Common wrong inverses, each with its hint. */
const usualInverses: [law: (a: DihedralElement) => number[], hint: string][] = [
  [
    ([f, r]) => [f, mod(-r, 4)],
    'A reflection followed by a turn is a reflection too, about another axis: doing it twice gives the picture back.',
  ],
  [
    ([f, r]) => [f, r],
    'Every reflection is its own inverse, but a quarter turn is not: what undoes it?',
  ],
  [
    ([f, r]) => [f, f ? mod(-r, 4) : r],
    'It is the rotations whose turns must be undone; a reflection is its own inverse.',
  ],
  [([f, r]) => [1 - f, r], 'To undo a reflection you reflect once more; f stays as it is.'],
  [([, r]) => [0, mod(-r, 4)], 'To undo a reflection you reflect once more; f stays as it is.'],
];

type Elements = readonly DihedralElement[];

/** A hint on a wrong product: that of the common mistake with the same 64 results, if any. */
export function productHint(
  product: (...pair: [DihedralElement, DihedralElement]) => unknown,
  elements: Elements,
): string {
  const hint = usualProducts.find(([law]) =>
    elements.every((a) => elements.every((b) => plain(law(a, b)) === plain(product(a, b)))),
  )?.[1];
  return (
    hint ??
    'Write a and b as "reflect, then turn", one after the other, and swap the middle two; a reflection reverses the direction of a turn.'
  );
}

/** A hint on a wrong inverse: that of the common mistake with the same 8 results, if any. */
export function inverseHint(inverse: (a: DihedralElement) => unknown, elements: Elements): string {
  const hint = usualInverses.find(([law]) =>
    elements.every((a) => plain(law(a)) === plain(inverse(a))),
  )?.[1];
  return (
    hint ?? 'product(a, inverse(a)) must be [0, 0] for every a. Which elements undo themselves?'
  );
}
