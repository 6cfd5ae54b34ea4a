import { d4, D4 } from 'equivariant';
import { find, Wrong, type Finding } from '../../checks/Finding';
import { once, outcomes, plain, type Outcome } from '../../checks/values';
import { inverseHint, productHint, type DihedralElement, type DihedralLaw } from './mistakes';
import { movedPicture, movedPictures } from './movedPictures';

/** All eight elements [f, r]. */
const elements = D4.elements.map((g): DihedralElement => [g < 4 ? 0 : 1, g % 4]);

const pairs = elements.flatMap((a) => elements.map((b) => [a, b] as const));

/** Findings about the group law of D4, by what its elements do to a picture. */
export function dihedralFindings(
  answer: DihedralLaw,
): Finding<'pairs' | 'products' | 'inverses'>[] {
  // Copies: an answer may write to its arguments.
  const products = once(() =>
    outcomes(
      pairs.map(
        ([a, b]) =>
          () =>
            answer.product([...a], [...b]),
      ),
    ).map((outcome, k): Result => ({
      ...outcome,
      call: `product(${pairs[k]!.map(plain).join(', ')})`,
    })),
  );
  const inverses = once(() =>
    outcomes(elements.map((a) => () => answer.inverse([...a]))).map((outcome, k): Result => ({
      ...outcome,
      call: `inverse(${plain(elements[k])})`,
    })),
  );
  return [
    find('pairs', 'results are pairs [f, r] with f in 0, 1 and r in 0, 1, 2, 3', () => {
      // A function that gives nothing at all is wrong below, and not here.
      const given = [inverses, products].flatMap((all) => {
        try {
          return all();
        } catch {
          return [];
        }
      });
      (given.length > 0 ? given : products()).forEach(refuseImproper);
      return `all ${given.length} are`;
    }),
    find('products', 'all 64 products', () => requireProducts(products())),
    find('inverses', 'all 8 inverses', () => requireInverses(inverses())),
  ];
}

/** What a call gave. */
interface Result extends Outcome {
  call: string;
}

function refuseImproper({ call, value, text }: Result): void {
  if (!Array.isArray(value) || value.length !== 2) {
    throw new Wrong(`${call} should be a pair such as [1, 3], but gives ${text}`, {
      hint: 'Return both numbers: return [f, r].',
    });
  }
  const [f, r] = value as unknown[];
  if (f !== 0 && f !== 1) {
    throw new Wrong(`${call} is ${text}, whose f is neither 0 nor 1`, {
      hint: 'Two reflections cancel: 1 and 1 give 0. Use % 2 or ^.',
    });
  }
  if (![0, 1, 2, 3].includes(r as number)) {
    throw new Wrong(`${call} is ${text}, whose r is not 0, 1, 2 or 3`, {
      hint: 'Bring r back to 0 .. 3; in JavaScript -1 % 4 is -1, so add 4 first.',
    });
  }
}

/** The element that a call gave, if it is one. */
function elementOf({ value }: Result): DihedralElement | undefined {
  return elements.find((g) => plain(g) === plain(value));
}

function requireProducts(all: Result[]): string {
  const right = pairs.map(([a, b], k) => {
    const got = elementOf(all[k]!);
    return got && movedPicture(b, a).join() === movedPicture(got).join();
  });
  const first = right.findIndex((is) => !is);
  if (first < 0) return 'each moves the picture by b and then by a';
  const [a, b] = pairs[first]!;
  const expected = pairOf(D4.product(index(a), index(b)));
  const got = elementOf(all[first]!);
  throw new Wrong(differing(right, all[first]!, expected), {
    hint: productHint((a, b) => all[8 * index(a) + index(b)]!.value, elements),
    ...(got && {
      figure: movedPictures(
        `First ${plain(b)}, then ${plain(a)}`,
        { label: 'picture', moves: [] },
        { label: `by ${plain(b)}, then ${plain(a)}`, moves: [b, a] },
        { label: `by your ${plain(got)}`, moves: [got] },
      ),
    }),
  });
}

function requireInverses(all: Result[]): string {
  const right = elements.map((a, k) => {
    const got = elementOf(all[k]!);
    return got && movedPicture(a, got).join() === movedPicture().join();
  });
  const first = right.findIndex((is) => !is);
  if (first < 0) return 'each brings the picture back';
  const a = elements[first]!;
  const got = elementOf(all[first]!);
  throw new Wrong(differing(right, all[first]!, pairOf(D4.inverse(index(a)))), {
    hint: inverseHint((a) => all[index(a)]!.value, elements),
    ...(got && {
      figure: movedPictures(
        `First ${plain(a)}, then its inverse`,
        { label: 'picture', moves: [] },
        { label: `by ${plain(a)}`, moves: [a] },
        { label: `then by your ${plain(got)}`, moves: [a, got] },
      ),
    }),
  });
}

function differing(right: unknown[], { call, text }: Result, expected: DihedralElement): string {
  const wrong = right.filter((is) => !is).length;
  return `${wrong} of ${right.length} wrong; ${call} should be ${plain(expected)}, but gives ${text}`;
}

const index = ([f, r]: DihedralElement): number => d4(f as 0 | 1, r);
const pairOf = (g: number): DihedralElement => elements[g]!;
