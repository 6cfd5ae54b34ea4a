import { mod } from 'equivariant';
import { find, onlyIf, Wrong, type Finding } from '../../checks/Finding';
import { plain } from '../../checks/values';

/** The law of a group on the numbers 0 .. 3: exercise 1.2. */
export interface CyclicLaw {
  /** The element that amounts to b quarter turns and then a. */
  product(a: number, b: number): number;
  inverse(a: number): number;
}

const elements = [0, 1, 2, 3];
const noElements = [-1, 4, 1.5, NaN];
/** Common wrong laws, each with its hint. */
const usualProducts: [law: (a: number, b: number) => number, hint: string][] = [
  [(a, b) => a + b, 'Four quarter turns are no turn: a sum of 4 or more starts again at 0. Use %.'],
  [(a, b) => mod(a - b, 4), 'The turns of b come on top of those of a: add, do not subtract.'],
  [(a, b) => mod(b - a, 4), 'The turns of a come on top of those of b: add, do not subtract.'],
  [
    (a, b) => mod(a * b, 4),
    'The "product" of two rotations is one after the other. What happens to the number of turns?',
  ],
  [(a, b) => a ^ b, 'This is the exclusive or of the bits. The number of quarter turns adds up.'],
  [(a, b) => (a + b) % 3, 'The group has four elements, not three.'],
  [(a, b) => Math.min(a + b, 3), 'After 3 comes 0 again: the turns go round, they do not stop.'],
];

const usualInverses: [law: (a: number) => number, hint: string][] = [
  [(a) => 4 - a, 'The inverse of 0 is 0: four turns are no turn. Use % once more.'],
  [
    (a) => -a,
    'The inverse must be one of 0, 1, 2, 3 as well. In JavaScript % keeps the sign: -1 % 4 is -1; add 4 first.',
  ],
  [(a) => a, 'Check: product(a, inverse(a)) must be 0. What undoes a quarter turn?'],
  [
    (a) => 3 - a,
    'Check: product(a, inverse(a)) must be 0. Count once more how many turns are missing.',
  ],
];

/** Findings about the group law on 0 .. 3. */
export function cyclicFindings(
  answer: CyclicLaw,
): Finding<'usable' | 'products' | 'inverses' | 'refusal'>[] {
  const usable = find('usable', 'product and inverse give an answer', () => {
    return `product(0, 0) = ${plain(answer.product(0, 0))}, inverse(0) = ${plain(answer.inverse(0))}`;
  });
  return onlyIf(usable, () => [
    find('products', 'all 16 products', () => {
      const pairs = elements.flatMap((a) => elements.map((b): [number, number] => [a, b]));
      const wrong = pairs.filter(([a, b]) => answer.product(a, b) !== mod(a + b, 4));
      if (wrong.length === 0) return 'a turns after b turns';
      const [a, b] = wrong[0]!;
      const hint = usualProducts.find(([law]) =>
        pairs.every(([a, b]) => answer.product(a, b) === law(a, b)),
      )?.[1];
      throw new Wrong(
        `${wrong.length} of 16 differ; product(${a}, ${b}) should be ${mod(a + b, 4)}, but is ${plain(answer.product(a, b))}`,
        {
          hint:
            hint ??
            `Turn a sheet of paper ${b} times, then ${a} times: how many turns is that in all, if four turns count as none?`,
        },
      );
    }),
    find('inverses', 'all 4 inverses', () => {
      const wrong = elements.filter((a) => answer.inverse(a) !== mod(-a, 4));
      if (wrong.length === 0) return 'each undoes its element';
      const a = wrong[0]!;
      const hint = usualInverses.find(([law]) =>
        elements.every((a) => answer.inverse(a) === law(a)),
      )?.[1];
      throw new Wrong(
        `${wrong.length} of 4 differ; inverse(${a}) should be ${mod(-a, 4)}, but is ${plain(answer.inverse(a))}`,
        { hint: hint ?? 'product(a, inverse(a)) must be 0 for every a.' },
      );
    }),
    find('refusal', 'numbers outside the group are refused', () => {
      const calls = noElements.flatMap((x) => [
        { text: `product(${x}, 1)`, run: () => answer.product(x, 1) },
        { text: `product(1, ${x})`, run: () => answer.product(1, x) },
        { text: `inverse(${x})`, run: () => answer.inverse(x) },
      ]);
      const accepted = calls.filter(({ run }) => !throws(run));
      if (accepted.length === 0) return '-1, 4, 1.5 and NaN throw an error';
      const { text, run } = accepted[0]!;
      throw new Wrong(
        `${text} should throw an error, but gives ${plain(run())} (${accepted.length} of ${calls.length} such calls do not throw)`,
        { hint: refusalHint(accepted.map((call) => call.text)) },
      );
    }),
  ]);
}

function throws(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}

function refusalHint(accepted: string[]): string {
  const all = (pattern: RegExp): boolean => accepted.every((call) => pattern.test(call));
  if (all(/NaN|1\.5/)) {
    return 'NaN is neither smaller nor larger than anything, and 1.5 lies between 0 and 3: use Number.isInteger.';
  }
  if (all(/^inverse/)) return 'inverse must refuse numbers outside the group, too.';
  if (all(/^product\(1,/)) return 'product must check both of its arguments.';
  if (all(/\(-1|, -1/)) return 'Negative numbers are not elements of the group.';
  if (all(/4/)) return 'The largest element is 3.';
  return 'First test each argument: if it is not 0, 1, 2 or 3, throw new RangeError(...).';
}
