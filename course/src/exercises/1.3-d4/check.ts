import { d4, D4 } from 'equivariant';
import { find, onlyIf, Wrong, type Finding } from '../../checks/Finding';
import { plain } from '../../checks/values';
import { inverseHint, productHint, type DihedralElement, type DihedralLaw } from './mistakes';
import { movedPicture, movedPictures } from './movedPictures';

/** All eight elements [f, r]. */
const elements = D4.elements.map((g): DihedralElement => [g < 4 ? 0 : 1, g % 4]);

/** Findings about the group law of D4, by what its elements do to a picture. */
export function dihedralFindings(
  answer: DihedralLaw,
): Finding<'usable' | 'pairs' | 'products' | 'inverses'>[] {
  // Copies: an answer may write to its arguments.
  const product = (a: DihedralElement, b: DihedralElement): unknown =>
    answer.product([...a], [...b]);
  const inverse = (a: DihedralElement): unknown => answer.inverse([...a]);
  const usable = find('usable', 'product and inverse give an answer', () => {
    return `product([0, 0], [0, 0]) = ${plain(product([0, 0], [0, 0]))}, inverse([0, 0]) = ${plain(inverse([0, 0]))}`;
  });
  const proper = find(
    'pairs',
    'results are pairs [f, r] with f in 0, 1 and r in 0, 1, 2, 3',
    () => {
      for (const a of elements) {
        refuseImproper(`inverse(${plain(a)})`, inverse(a));
        for (const b of elements)
          refuseImproper(`product(${plain(a)}, ${plain(b)})`, product(a, b));
      }
      return 'all 72 are';
    },
  );
  return onlyIf(usable, () =>
    onlyIf(proper, () => [
      find('products', 'all 64 products', () => products(product as DihedralLaw['product'])),
      find('inverses', 'all 8 inverses', () => inverses(inverse as DihedralLaw['inverse'])),
    ]),
  );
}

function refuseImproper(call: string, result: unknown): void {
  const expected = 'a pair such as [1, 3]';
  if (!Array.isArray(result) || result.length !== 2) {
    throw new Wrong(`${call} should be ${expected}, but is ${plain(result)}`, {
      hint: 'Return both numbers: return [f, r].',
    });
  }
  const [f, r] = result as unknown[];
  if (f !== 0 && f !== 1) {
    throw new Wrong(`${call} is ${plain(result)}, whose f is neither 0 nor 1`, {
      hint: 'Two reflections cancel: 1 and 1 give 0. Use % 2 or ^.',
    });
  }
  if (![0, 1, 2, 3].includes(r as number)) {
    throw new Wrong(`${call} is ${plain(result)}, whose r is not 0, 1, 2 or 3`, {
      hint: 'Bring r back to 0 .. 3; in JavaScript -1 % 4 is -1, so add 4 first.',
    });
  }
}

function products(product: DihedralLaw['product']): string {
  const right = (a: DihedralElement, b: DihedralElement): boolean =>
    movedPicture(b, a).join() === movedPicture(product(a, b)).join();
  const pairs = elements.flatMap((a) => elements.map((b) => [a, b] as const));
  const wrong = pairs.filter(([a, b]) => !right(a, b));
  if (wrong.length === 0) return 'each moves the picture by b and then by a';
  const [a, b] = wrong[0]!;
  const expected = pairOf(D4.product(index(a), index(b)));
  throw new Wrong(
    `${wrong.length} of 64 differ; product(${plain(a)}, ${plain(b)}) should be ${plain(expected)}, but is ${plain(product(a, b))}`,
    {
      hint: productHint(product, elements),
      figure: movedPictures(
        `First ${plain(b)}, then ${plain(a)}`,
        { label: 'picture', moves: [] },
        { label: `by ${plain(b)}, then ${plain(a)}`, moves: [b, a] },
        { label: `by your ${plain(product(a, b))}`, moves: [product(a, b)] },
      ),
    },
  );
}

function inverses(inverse: DihedralLaw['inverse']): string {
  const wrong = elements.filter(
    (a) => movedPicture(a, inverse(a)).join() !== movedPicture().join(),
  );
  if (wrong.length === 0) return 'each brings the picture back';
  const a = wrong[0]!;
  const expected = pairOf(D4.inverse(index(a)));
  throw new Wrong(
    `${wrong.length} of 8 differ; inverse(${plain(a)}) should be ${plain(expected)}, but is ${plain(inverse(a))}`,
    {
      hint: inverseHint(inverse, elements),
      figure: movedPictures(
        `First ${plain(a)}, then its inverse`,
        { label: 'picture', moves: [] },
        { label: `by ${plain(a)}`, moves: [a] },
        { label: `then by your ${plain(inverse(a))}`, moves: [a, inverse(a)] },
      ),
    },
  );
}

const index = ([f, r]: DihedralElement): number => d4(f as 0 | 1, r);
const pairOf = (g: number): DihedralElement => elements[g]!;
