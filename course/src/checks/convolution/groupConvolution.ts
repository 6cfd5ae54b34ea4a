import type * as tf from '@tensorflow/tfjs';
import { D4, type GridGroup } from 'equivariant';
import { find, Wrong, type Finding } from '../Finding';
import type { Symmetry } from '../symmetry';
import type { Bank } from './Bank';
import { convolutionFindings, type ConvolutionId } from './convolutionFindings';
import {
  allAsExpected,
  copies,
  expectedCopy,
  movementOf,
  filterFigure,
  isCopy,
  type Copy,
} from './copies';
import { copiesHint } from './copiesHint';
import type { MakeLayer, Setting } from './Trial';
import { counted } from '../values';

/** A class of lifting or group convolutions: exercises 2.3, 2.4 and 4. */
export type GroupLayerClass = new (args: {
  filters: number;
  kernelSize: number;
  padding?: number;
  useBias?: boolean;
}) => tf.layers.Layer;

/** The channels differ from each other and from the group's order: mixed-up axes show. */
const setting: Setting = { inputs: 2, filters: 3, kernelSize: 3, padding: 1, size: 6 };

const otherSettings: Setting[] = [
  { inputs: 1, filters: 1, kernelSize: 3, padding: 0, size: 5, batch: 1 },
  { inputs: 1, filters: 2, kernelSize: 5, padding: 2, size: 5 },
  { inputs: 3, filters: 1, kernelSize: 1, padding: 0, size: 3 },
  { inputs: 2, filters: 2, kernelSize: 2, padding: 2, size: 3 },
];

/**
 * The check of a lifting convolution (from pictures) or a group convolution (from fields).
 *
 * @returns a function from an answer to its findings
 */
export function groupConvolutionCheck<Element extends number>(
  symmetry: Symmetry<Element>,
  { takesFields }: { takesFields: boolean },
): (Answer: GroupLayerClass) => Finding<GroupConvolutionId<Element>>[] {
  return (Answer) => findings(symmetry, takesFields, Answer);
}

type GroupConvolutionId<Element extends number> =
  ConvolutionId<Element> | 'copies' | 'copies-differ' | 'free-weights';

function findings<Element extends number>(
  symmetry: Symmetry<Element>,
  takesFields: boolean,
  Answer: GroupLayerClass,
): Finding<GroupConvolutionId<Element>>[] {
  const { group } = symmetry;
  const kind = { symmetry, takesFields, givesFields: true };
  const order = takesFields ? group.order : 1;
  const make: MakeLayer = ({ filters, kernelSize, padding, useBias }) =>
    new Answer({ filters, kernelSize, padding, ...(useBias !== undefined && { useBias }) });
  return convolutionFindings(make, {
    kind,
    setting,
    otherSettings,
    weights: {
      count: ({ kernelSize, inputs, filters }) => kernelSize ** 2 * order * inputs * filters,
      formula: `3 · 3 pixels${takesFields ? ` · ${order} group elements` : ''} · 2 inputs · 3 filters`,
      hint: takesFields
        ? 'One filter is learned for each pair of channels, with kernelSize · kernelSize · |G| numbers; its copies add none.'
        : 'One filter is learned for each pair of channels, with kernelSize · kernelSize numbers; its copies add none.',
    },
    requireFilters: (bank) => requireCopies(group, bank),
    filters: (bank) => [
      find('copies', 'each filter is the copy of one filter, moved by its group element', () =>
        requireCopies(group, bank()),
      ),
      find('copies-differ', 'the copies differ: they tell directions apart', () =>
        requireDifferent(group, bank()),
      ),
      find('free-weights', 'every place in the filter has a weight of its own', () =>
        requireFree(bank()),
      ),
    ],
    hint: (bank) => copiesHint(group, bank),
  });
}

function requireCopies(group: GridGroup, bank: Bank): string {
  const g = group.elements.find((g) => !isCopy(bank, g, expectedCopy(group, bank, g)));
  if (g === undefined) return `${group.order} copies of one filter`;
  const name = group.label(g);
  const hint = copiesHint(group, bank);
  throw new Wrong(difference(group, name, expectedCopy(group, bank, g), copies(group, bank)[g]), {
    ...(hint && { hint }),
    figure: filterFigure(group, bank),
  });
}

function difference(group: GridGroup, name: string, expected: Copy, got: Copy | undefined): string {
  const label = (movement: number): string => {
    const own = group.elements.find((g) => movementOf(group, g) === movement);
    return own === undefined ? D4.label(movement) : group.label(own);
  };
  const order = (axis: number[]): string => axis.map((h) => group.label(h)).join(' ');
  if (!got) return `the filter of element ${name} is not a copy of the identity’s filter`;
  const wrong: string[] = [];
  if (got.pixels !== expected.pixels) {
    wrong.push(
      `its pixels should be moved by ${label(expected.pixels)}, but are moved by ${label(got.pixels)}`,
    );
  }
  if (got.axis.join() !== expected.axis.join()) {
    wrong.push(
      `its group axis should be the elements ${order(expected.axis)}, but is ${order(got.axis)}`,
    );
  }
  return `the filter of element ${name}: ${wrong.join('; ')}`;
}

function requireDifferent(group: GridGroup, bank: Bank): string {
  const first = bank.filter(0);
  for (let g = 1; g < bank.shape.g; g++) {
    const other = bank.filter(g);
    if (first.every(({ value, tolerance }, k) => Math.abs(value - other[k]!.value) <= tolerance)) {
      const [one, two] = [0, g].map((element) => group.label(element));
      const hint =
        'The filter must not be averaged over the group or made symmetric: each copy is turned, and differs.';
      throw new Wrong(
        `group elements ${one!} and ${two!} have the same filter, so the layer cannot tell their directions apart`,
        // A copy that is moved wrongly has another cause.
        allAsExpected(group, bank) ? { hint } : {},
      );
    }
  }
  return 'no two are the same';
}

/** Requires as many different numbers as one copy has places. */
function requireFree(bank: Bank): string {
  const { g: copies } = bank.shape;
  const all = Array.from({ length: copies }, (_, g) => bank.filter(g)).flat();
  const different = all
    .sort((a, b) => a.value - b.value)
    .filter(({ value, tolerance }, k) => {
      const before = all[k - 1];
      return !before || value - before.value > Math.min(tolerance, before.tolerance);
    }).length;
  const places = all.length / copies;
  if (different >= places) return `${different} different numbers`;
  throw new Wrong(
    `one filter has ${places} places, but only ${counted(different, 'different number')}`,
    {
      hint: 'Some places share a weight: every pixel, input element and pair of channels needs its own.',
    },
  );
}
