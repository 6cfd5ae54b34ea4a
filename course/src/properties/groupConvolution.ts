import { C4, D4, type Group } from 'equivariant';
import type { GroupLayerClass } from '../answers';
import { find, Wrong, type Finding } from '../report/Finding';
import type { Bank } from './convolution/Bank';
import { convolutionProperties } from './convolution/convolutionProperties';
import { copies, expectedCopy, isCopy, type Copy } from './convolution/copies';
import { copiesHint } from './convolution/copiesHint';
import { filterFigure } from './convolution/filterFigure';
import type { ConvolutionKind, MakeLayer, Setting } from './convolution/Trial';
import { elementLabel } from './elementName';

const kinds: Record<'2.3' | '2.4' | '4a' | '4b', ConvolutionKind> = {
  '2.3': { group: C4, takesFields: false, givesFields: true },
  '2.4': { group: C4, takesFields: true, givesFields: true },
  '4a': { group: D4, takesFields: false, givesFields: true },
  '4b': { group: D4, takesFields: true, givesFields: true },
};

/** Channels unlike each other and unlike the group's order, so that no two axes can be mixed up unseen. */
const setting: Setting = { inputs: 2, filters: 3, kernelSize: 3, padding: 1, size: 6 };

const otherSettings: Setting[] = [
  { inputs: 1, filters: 1, kernelSize: 3, padding: 0, size: 5, batch: 1 },
  { inputs: 1, filters: 2, kernelSize: 5, padding: 2, size: 5 },
  { inputs: 3, filters: 1, kernelSize: 1, padding: 0, size: 3 },
  { inputs: 2, filters: 2, kernelSize: 2, padding: 2, size: 3 },
];

/** What must hold for the lifting convolution (2.3, 4a) and the group convolution (2.4, 4b). */
export function groupConvolutionProperties(
  part: keyof typeof kinds,
  Answer: GroupLayerClass,
): Finding[] {
  const kind = kinds[part];
  const order = kind.takesFields ? kind.group.order : 1;
  const make: MakeLayer = ({ filters, kernelSize, padding, useBias }) =>
    new Answer({ filters, kernelSize, padding, ...(useBias !== undefined && { useBias }) });
  return convolutionProperties(make, {
    kind,
    setting,
    otherSettings,
    weights: {
      count: ({ kernelSize, inputs, filters }) => kernelSize ** 2 * order * inputs * filters,
      formula: `3 · 3 pixels${kind.takesFields ? ` · ${order} group elements` : ''} · 2 inputs · 3 filters`,
      hint: kind.takesFields
        ? 'One filter is learned for each pair of channels, with kernelSize · kernelSize · |G| numbers; its copies add none.'
        : 'One filter is learned for each pair of channels, with kernelSize · kernelSize numbers; its copies add none.',
    },
    requireFilters: (bank) => requireCopies(kind.group, bank),
    filters: (bank) => [
      find('each filter is the copy of one filter, moved by its group element', () =>
        requireCopies(kind.group, bank()),
      ),
      find('the copies differ: they tell directions apart', () => requireDifferent(bank())),
      find('every place in the filter has a weight of its own', () => requireFree(bank())),
    ],
    hint: (bank) => copiesHint(kind.group, bank),
  });
}

function requireCopies(group: Group, bank: Bank): string {
  const g = group.elements.find((g) => !isCopy(bank, g, expectedCopy(group, bank, g)));
  if (g === undefined) return `${group.order} copies of one filter`;
  const name = elementLabel(group, g);
  const hint = copiesHint(group, bank);
  throw new Wrong(difference(group, name, expectedCopy(group, bank, g), copies(group, bank)[g]), {
    ...(hint && { hint }),
    figure: filterFigure(group, bank),
  });
}

function difference(group: Group, name: string, expected: Copy, got: Copy | undefined): string {
  const label = (g: number): string => elementLabel(g < 4 ? group : D4, g);
  const order = (axis: number[]): string => axis.map((h) => elementLabel(group, h)).join(' ');
  if (!got) return `the filter of element ${name} is no copy of the filter of the identity`;
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

function requireDifferent(bank: Bank): string {
  const first = bank.filter(0);
  for (let g = 1; g < bank.shape.g; g++) {
    const other = bank.filter(g);
    if (first.every((value, k) => Math.abs(value - other[k]!) <= bank.tolerance)) {
      throw new Wrong(
        `group elements 0 and ${g} have the same filter, so the layer cannot tell their directions apart`,
        {
          hint: 'The filter must not be averaged over the group or made symmetric: each copy is turned, and differs.',
        },
      );
    }
  }
  return 'no two are the same';
}

function requireFree(bank: Bank): string {
  const numbers = [...bank.filter(0)].sort((a, b) => a - b);
  const different = numbers.filter(
    (value, k) => k === 0 || value - numbers[k - 1]! > bank.tolerance,
  );
  if (different.length === numbers.length) return `${numbers.length} different numbers`;
  throw new Wrong(
    `the filter of the identity has ${numbers.length} places, but only ${different.length} different numbers`,
    {
      hint: 'Some places share a weight: every pixel, input element and pair of channels needs its own.',
    },
  );
}
