import type * as tf from '@tensorflow/tfjs';
import { D4 } from 'equivariant';
import type { Bank } from '../../checks/convolution/Bank';
import {
  convolutionFindings,
  type ConvolutionId,
} from '../../checks/convolution/convolutionFindings';
import { filterFigure } from '../../checks/convolution/copies';
import type { MakeLayer, Setting } from '../../checks/convolution/Trial';
import { find, needs, Wrong, type Finding } from '../../checks/Finding';
import { rotationsAndReflections } from '../../checks/symmetry';

/** A class of layers that filter pictures with isotropic filters: exercise 2.1. */
export type IsotropicClass = new (args: { filters: number; useBias?: boolean }) => tf.layers.Layer;

type FilterId = 'ring' | 'centre-and-ring' | 'free-channels';
type Element = (typeof rotationsAndReflections.elements)[number];

const setting: Setting = { inputs: 2, filters: 3, kernelSize: 3, padding: 1, size: 6 };
const otherSettings: Setting[] = [
  { inputs: 1, filters: 1, kernelSize: 3, padding: 1, size: 4, batch: 1 },
  { inputs: 4, filters: 2, kernelSize: 3, padding: 1, size: 3 },
];

const ring = [0, 1, 2, 3, 5, 6, 7, 8];
const centre = 4;

/** Findings about a 3x3 convolution with padding 1 and isotropic filters. */
export function isotropicFindings(
  Answer: IsotropicClass,
): Finding<ConvolutionId<Element> | FilterId>[] {
  const make: MakeLayer = ({ filters, useBias }) =>
    new Answer({ filters, ...(useBias !== undefined && { useBias }) });
  return convolutionFindings(make, {
    kind: { symmetry: rotationsAndReflections, takesFields: false, givesFields: false },
    setting,
    otherSettings,
    weights: {
      count: ({ inputs, filters }) => 2 * inputs * filters,
      formula: '2 · 2 inputs · 3 filters',
      hint: 'For each pair of channels the filter has two free weights: one for the centre, one for the ring.',
    },
    requireFilters: requireRing,
    filters(bank) {
      const ring = find('ring', 'the eight pixels of the ring share a weight', () =>
        requireRing(bank()),
      );
      return [
        ring,
        find('centre-and-ring', 'centre and ring have a weight each', () => {
          needs(ring);
          return requireTwoWeights(bank());
        }),
        find('free-channels', 'every pair of channels has a filter of its own', () =>
          requireFree(bank()),
        ),
      ];
    },
    hint: ringHint,
  });
}

function requireRing(bank: Bank): string {
  for (const [i, o] of channels(bank)) {
    const first = bank.at(0, ring[0]!, 0, i, o);
    for (const pixel of ring) {
      const value = bank.at(0, pixel, 0, i, o);
      if (same(bank, [i, o], value, first)) continue;
      const hint = ringHint(bank);
      throw new Wrong(
        `input ${i}, filter ${o}: the ring is ${first.toPrecision(3)} at row 0, column 0, but ${value.toPrecision(3)} at row ${Math.floor(pixel / 3)}, column ${pixel % 3}`,
        { ...(hint && { hint }), figure: filterFigure(D4, bank) },
      );
    }
  }
  return 'the same from every side';
}

function ringHint(bank: Bank): string | undefined {
  const all = (test: (agree: (pixels: number[]) => boolean) => boolean): boolean =>
    channels(bank).every((pair) => {
      const value = (pixel: number): number => bank.at(0, pixel, 0, ...pair);
      return test((pixels) =>
        pixels.every((pixel) => same(bank, pair, value(pixel), value(pixels[0]!))),
      );
    });
  const equal = (pixels: number[]) => (agree: (pixels: number[]) => boolean) => agree(pixels);
  if (all(equal(ring))) return undefined;
  const [edges, corners] = [
    [1, 3, 5, 7],
    [0, 2, 6, 8],
  ];
  if (all(equal(edges)) && all(equal(corners))) {
    return 'The corners belong to the ring as well: all eight pixels around the centre share one weight.';
  }
  if (all(equal([0, 2])) && all(equal([3, 5])) && all(equal([6, 8]))) {
    return 'Left and right agree, but top and bottom do not: all eight pixels around the centre share one weight.';
  }
  return 'The filter must look the same from every side: all eight pixels around the centre share one weight.';
}

function requireTwoWeights(bank: Bank): string {
  for (const [i, o] of channels(bank)) {
    const [middle, around] = [bank.at(0, centre, 0, i, o), bank.at(0, 0, 0, i, o)];
    const near = (a: number, b: number): boolean => same(bank, [i, o], a, b);
    if (near(middle, 0) || near(around, 0)) {
      throw new Wrong(
        `input ${i}, filter ${o}: the ${near(middle, 0) ? 'centre' : 'ring'} has the weight 0`,
        {
          hint: 'Both weights must be in the filter: one for the centre, one for the ring.',
        },
      );
    }
    if (near(middle, around)) {
      throw new Wrong(`input ${i}, filter ${o}: centre and ring have the same weight`, {
        hint: 'Centre and ring have a weight each; with one weight for both, the filter only blurs.',
      });
    }
  }
  return 'two numbers each';
}

function requireFree(bank: Bank): string {
  const pairs = channels(bank);
  for (const [pixel, name] of [
    [centre, 'centre'],
    [ring[0]!, 'ring'],
  ] as const) {
    for (const [k, pair] of pairs.entries()) {
      const value = bank.at(0, pixel, 0, ...pair);
      const twin = pairs
        .slice(0, k)
        .find((other) => same(bank, pair, value, bank.at(0, pixel, 0, ...other)));
      // Weights of 0 are reported as such.
      if (!twin || value === 0) continue;
      throw new Wrong(
        `input ${twin[0]}, filter ${twin[1]} and input ${pair[0]}, filter ${pair[1]} have the same ${name}`,
        { hint: 'Each pair of an input channel and a filter has two weights of its own.' },
      );
    }
  }
  return `${pairs.length} filters`;
}

type Pair = [i: number, o: number];

function channels({ shape }: Bank): Pair[] {
  return Array.from({ length: shape.i * shape.o }, (_, k) => [
    Math.floor(k / shape.o),
    k % shape.o,
  ]);
}

function same(bank: Bank, [i, o]: Pair, a: number, b: number): boolean {
  return Math.abs(a - b) <= bank.tolerance(i, o);
}
