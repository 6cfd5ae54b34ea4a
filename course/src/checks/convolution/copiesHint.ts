import { C4, D4, d4, mod, type GridGroup, type Group } from 'equivariant';
import type { Bank } from './Bank';
import { allAsExpected, copies, movementOf, type Copy } from './copies';

/** A way to move the pixels of filter g, by an element of D4, and the hint if it is wrong. */
type PixelRule = [rule: (group: Group, f: 0 | 1, r: number) => number, hint: string];
/** A way to choose the part of the filter for input element h, and the hint if it is wrong. */
type AxisRule = [rule: (group: Group, g: number, h: number) => number, hint: string];

const pixelRules: PixelRule[] = [
  [(_, f, r) => d4(f, r), ''],
  [() => 0, 'The pixels of all copies are the same: turn the filter by g for output element g.'],
  [
    (_, f, r) => d4(f, -r),
    'The filter turns clockwise: the copy for r is the filter turned by r quarter turns counter-clockwise, as rotate(filter, r) does.',
  ],
  [
    (_, f, r) => (f ? d4(f, -r) : r),
    'Reflection and rotation are in the wrong order: [f, r] reflects first and then turns.',
  ],
  [(_, f, r) => d4(f, r + 2 * f), 'The reflection is upside down: it must swap left and right.'],
  [
    (_, f, r) => d4(f, r + f),
    'The reflection swaps height and width: it must swap left and right.',
  ],
  [(_, f, r) => d4(f, r - f), 'The reflection is about a diagonal: it must swap left and right.'],
  [(_, __, r) => r, 'The reflections are missing: elements with f = 1 need reflected filters.'],
  [(_, f) => d4(f, 0), 'The turns are missing: only the reflection moves the pixels.'],
  [
    (_, f, r) => (f ? d4(1, 0) : r),
    'The reflected filter must be turned, too: by r quarter turns after the reflection.',
  ],
];

const axisRules: AxisRule[] = [
  [(group, g, h) => group.product(group.inverse(g), h), ''],
  [
    (_, __, h) => h,
    'The group axis of the filter is not shifted: the copy for g has the filter of g⁻¹h at input element h.',
  ],
  [
    (group, g, h) => group.product(g, h),
    'The group axis of the filter is shifted in the wrong direction: input element h takes the filter of g⁻¹h, not of gh. Is the inverse missing?',
  ],
  [
    (group, g, h) => group.product(h, group.inverse(g)),
    'The product has its factors swapped: g⁻¹h is first h and then g⁻¹, product(inverse(g), h).',
  ],
  [
    (group, g, h) => group.product(h, g),
    'Input element h takes the filter of g⁻¹h: product(inverse(g), h), not product(h, g).',
  ],
];

/** Where g and h are elements of D4 by their numbers. */
const reflectionRules: AxisRule[] = [
  [
    (group, g, h) => mod(h - g, group.order),
    'The group axis is shifted as if the eight elements formed a cycle: use the group’s product, g⁻¹h.',
  ],
  [
    (_, g, h) => d4(f(g) === f(h) ? 0 : 1, h - g),
    'A reflection reverses the direction of turns: in g⁻¹h the sign of the turns depends on f.',
  ],
  [
    (group, g, h) => group.product(d4(f(g), -g), h),
    'The inverse of a reflection is itself: [1, r] has the inverse [1, r], not [1, -r].',
  ],
  [
    (group, g, h) => (f(g) ? h : group.product(group.inverse(g), h)),
    'For the reflected copies the group axis of the filter is not permuted: it takes the filter of g⁻¹h there, too.',
  ],
];

/**
 * A hint on filters that are not the right copies. It tries common ways to move pixels and group
 * axis, and reshapes that mix the group with the channels.
 */
export function copiesHint(group: GridGroup, bank: Bank): string | undefined {
  const all = copies(group, bank);
  if (all.every((copy): copy is Copy => copy !== undefined)) return gatherHint(group, all);
  return reshapeHint(group, bank);
}

function gatherHint(group: GridGroup, all: Copy[]): string | undefined {
  const pixels = pixelRules.find(([rule]) =>
    all.every((copy, g) => {
      const movement = movementOf(group, g);
      return copy.pixels === rule(group, f(movement), mod(movement, C4.order));
    }),
  );
  const rules = group.isSameAs(D4) ? [...axisRules, ...reflectionRules] : axisRules;
  const onGroup = all[0]!.axis.length > 1;
  const axis = onGroup
    ? rules.find(([rule]) =>
        all.every((copy, g) => copy.axis.every((source, h) => source === rule(group, g, h))),
      )
    : axisRules[0];
  const hints = [
    pixels?.[1] ?? 'The pixels of a copy must be moved by its own element g.',
    axis?.[1] ?? 'Input element h takes the filter of g⁻¹h.',
  ].filter(Boolean);
  return hints.length > 0 ? hints.join(' ') : undefined;
}

/** A way to fold group and channels that mixes them up: how to undo it, and what to say of it. */
type Fold = [undo: (bank: Bank) => Bank, hint: string];

/** Tries ways to fold the output's and the input's last two axes. */
function reshapeHint(group: GridGroup, bank: Bank): string {
  const { g: order, h: elements, i: inputs, o: filters } = bank.shape;
  const div = (a: number, b: number): number => Math.floor(a / b);
  const outputs: Fold[] = [
    [(seen) => seen, ''],
    [
      (seen) =>
        seen.map((g, pixel, h, i, o) => {
          const folded = o * order + g;
          return seen.at(div(folded, filters), pixel, h, i, folded % filters);
        }),
      'The output is folded in the wrong order: what conv2d gives as [filters, |G|] is read as [|G|, filters]. Stack the copies so that the group comes before the channels, or transpose.',
    ],
    [
      (seen) =>
        seen.map((g, pixel, h, i, o) => {
          const folded = g * filters + o;
          return seen.at(folded % order, pixel, h, i, div(folded, order));
        }),
      'The output is folded in the wrong order: what conv2d gives as [|G|, filters] is read as [filters, |G|]. Reshape it to [|G|, filters], without a transpose.',
    ],
  ];
  const ofInput: Fold[] = [
    [
      (seen) =>
        seen.map((g, pixel, h, i, o) => {
          const folded = i * elements + h;
          return seen.at(g, pixel, div(folded, inputs), folded % inputs, o);
        }),
      'The input is folded in the wrong order: the field’s last two axes are [|G|, channels], so the filter’s must be as well when both are reshaped.',
    ],
    [
      (seen) =>
        seen.map((g, pixel, h, i, o) => {
          const folded = h * inputs + i;
          return seen.at(g, pixel, folded % elements, div(folded, elements), o);
        }),
      'The input is folded in the wrong order: it comes to conv2d as [channels, |G|], and the filter as [|G|, channels]. Reshape the field as it is, without a transpose.',
    ],
  ];
  const all: Fold[] = [[(seen) => seen, ''], ...(elements > 1 ? ofInput : [])];
  for (const [undoInput, input] of all) {
    for (const [undoOutput, output] of outputs) {
      const isIt = allAsExpected(group, undoInput(undoOutput(bank)));
      if (isIt) return [output, input].filter(Boolean).join(' ');
    }
  }
  return 'The filters of the group elements are not copies of one filter: compute them all from the same weight, by moving it.';
}

/** Whether an element reflects. */
function f(g: number): 0 | 1 {
  return g < C4.order ? 0 : 1;
}
