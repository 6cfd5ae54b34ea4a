import * as tf from '@tensorflow/tfjs';
import { mod } from 'equivariant';
import { find, Wrong, type Finding } from '../../checks/Finding';
import { randomSeed } from '../../checks/randomSeed';
import { outcomes, plain, type Outcome } from '../../checks/values';

/** The law of a group on the numbers 0 .. 3: exercise 1.2. */
export interface CyclicLaw {
  /** The element that amounts to b quarter turns and then a. */
  product(a: number, b: number): number;
  inverse(a: number): number;
}

const elements = [0, 1, 2, 3];
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
    'Check: product(a, inverse(a)) must be 0. Count again how many turns are missing.',
  ],
];

/** Findings about the group law on 0 .. 3. */
export function cyclicFindings(answer: CyclicLaw): Finding<'products' | 'inverses' | 'refusal'>[] {
  const pairs = elements.flatMap((a) => elements.map((b): [number, number] => [a, b]));
  const products = (): Outcome[] =>
    outcomes(
      pairs.map(
        ([a, b]) =>
          () =>
            answer.product(a, b),
      ),
    );
  const inverses = (): Outcome[] => outcomes(elements.map((a) => () => answer.inverse(a)));
  return [
    find('products', 'all 16 products', () => {
      const all = products();
      const wrong = pairs.flatMap(([a, b], k) => {
        const expected = mod(a + b, 4);
        const { value, text } = all[k]!;
        if (value === expected) return [];
        return `product(${a}, ${b}) should be ${expected}, but gives ${text}`;
      });
      if (wrong.length === 0) return 'a turns after b turns';
      const hint = usualProducts.find(([law]) =>
        pairs.every(([a, b], k) => all[k]!.value === law(a, b)),
      )?.[1];
      const [a, b] = pairs.find(([a, b], k) => all[k]!.value !== mod(a + b, 4))!;
      throw new Wrong(`${wrong.length} of 16 wrong; ${wrong[0]!}`, {
        hint:
          hint ??
          `Turn a sheet of paper ${b} times, then ${a} times: how many turns is that in all, if four turns count as none?`,
      });
    }),
    find('inverses', 'all 4 inverses', () => {
      const all = inverses();
      const wrong = elements.flatMap((a) => {
        const { value, text } = all[a]!;
        return value === mod(-a, 4)
          ? []
          : `inverse(${a}) should be ${mod(-a, 4)}, but gives ${text}`;
      });
      if (wrong.length === 0) return 'each undoes its element';
      const hint = usualInverses.find(([law]) => elements.every((a) => all[a]!.value === law(a)));
      throw new Wrong(`${wrong.length} of 4 wrong; ${wrong[0]!}`, {
        hint: hint?.[1] ?? 'product(a, inverse(a)) must be 0 for every a.',
      });
    }),
    find('refusal', 'numbers outside the group are refused', () => {
      // A function that gives no answer at all refuses nothing.
      const [multiplies, inverts] = [products, inverses].map((all) => attempt(all) !== undefined);
      if (!multiplies && !inverts) products();
      const calls = noElements().flatMap((x) => [
        ...(multiplies
          ? [
              { x, text: `product(${x}, 1)`, run: () => answer.product(x, 1) },
              { x, text: `product(1, ${x})`, run: () => answer.product(1, x) },
            ]
          : []),
        ...(inverts ? [{ x, text: `inverse(${x})`, run: () => answer.inverse(x) }] : []),
      ]);
      const accepted = calls.flatMap((call) => {
        const got = attempt(call.run);
        return got ? [{ ...call, got: plain(got.value) }] : [];
      });
      if (accepted.length === 0) return `${noElements().join(', ')} throw an error`;
      const { text, got } = accepted[0]!;
      throw new Wrong(
        `${text} should throw an error, but gives ${got} (no error in ${accepted.length} of ${calls.length} such calls)`,
        { hint: refusalHint(accepted) },
      );
    }),
  ];
}

/** Numbers of every kind that are no elements. */
function noElements(): number[] {
  const [a, b, c, d] = tf.randomUniform([4], 0, 1, 'float32', randomSeed(1)).dataSync();
  const fraction = Math.round(80 * d! + 10) / 100;
  const whole = [-1, 4, -2 - Math.floor(20 * a!), 5 + Math.floor(20 * b!)];
  const between = Math.floor(3 * c!) + fraction;
  return [...whole, between, -between, 4 + between, NaN, Infinity, -Infinity];
}

/** The result of a call; undefined if it throws. */
function attempt(call: () => unknown): { value: unknown } | undefined {
  try {
    return { value: call() };
  } catch {
    return undefined;
  }
}

function refusalHint(accepted: { x: number; text: string }[]): string {
  const all = (test: (x: number) => boolean): boolean => accepted.every(({ x }) => test(x));
  if (all((x) => !Number.isInteger(x) && !(x < 0) && !(x > 4))) {
    return 'NaN is neither smaller nor larger than anything, and 1.5 lies between 0 and 3: use Number.isInteger.';
  }
  if (accepted.every(({ text }) => text.startsWith('inverse')))
    return 'inverse must refuse numbers outside the group, too.';
  if (accepted.every(({ text }) => text.startsWith('product(1,')))
    return 'product must check both of its arguments.';
  if (all((x) => x < 0)) return 'Negative numbers are not elements of the group.';
  if (all((x) => x > 3)) return 'The largest element is 3.';
  return 'First test each argument: if it is not 0, 1, 2 or 3, throw new RangeError(...).';
}
