import { D4, pictureGrid, type Figure, type GridGroup, type Group } from 'equivariant';
import type { Bank } from './Bank';

/** How the filter of one output element comes from the filter of the identity. */
export interface Copy {
  /** The element of D4 that moves its pixels. */
  pixels: number;
  /** For each input element h, the element whose part of the identity's filter is there. */
  axis: number[];
}

/** How the filter of element g should come from the identity's: `ψ_g(p, h) = ψ(g⁻¹ p, g⁻¹ h)`. */
export function expectedCopy(group: GridGroup, bank: Bank, g: number): Copy {
  const elements = Array.from({ length: bank.shape.h }, (_, h) => h);
  return {
    pixels: movementOf(group, g),
    axis: elements.map((h) => sourceElement(group, bank, g, h)),
  };
}

/** The element of D4 that moves the pixels as element g of a group does. */
export function movementOf(group: GridGroup, g: number): number {
  const matrix = group.matrix(g).join();
  return D4.elements.find((one) => D4.matrix(one).join() === matrix)!;
}

/** How each filter actually comes from the identity's; undefined where it does not. */
export function copies(group: GridGroup, bank: Bank): (Copy | undefined)[] {
  return Array.from({ length: bank.shape.g }, (_, g) => copyOf(group, bank, g));
}

/** Whether all filters are the copies they should be. */
export function allAsExpected(group: GridGroup, bank: Bank): boolean {
  return copies(group, bank).every(
    (copy, g) => copy && isCopy(bank, g, expectedCopy(group, bank, g)),
  );
}

/** Whether the filter of element g comes from the identity's in this way. */
export function isCopy(bank: Bank, g: number, { pixels, axis }: Copy): boolean {
  return axis.every((source, h) => partsAgree(bank, g, h, pixels, source));
}

function copyOf(group: GridGroup, bank: Bank, g: number): Copy | undefined {
  const expected = expectedCopy(group, bank, g);
  if (isCopy(bank, g, expected)) return expected;
  for (const pixels of D4.elements) {
    const axis = expected.axis.map((_, h) =>
      expected.axis.findIndex((_, source) => partsAgree(bank, g, h, pixels, source)),
    );
    if (!axis.includes(-1)) return { pixels, axis };
  }
  return undefined;
}

/** Whether part h of g's filter is part `source` of the identity's, with its pixels moved. */
function partsAgree(bank: Bank, g: number, h: number, pixels: number, source: number): boolean {
  const { size, i: inputs, o: filters } = bank.shape;
  const from = D4.sourcePixels(pixels, size);
  return from.every((origin, pixel) => {
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < filters; o++) {
        const difference = bank.at(g, pixel, h, i, o) - bank.at(0, origin, source, i, o);
        if (!(Math.abs(difference) <= bank.tolerance(i, o))) return false;
      }
    return true;
  });
}

function sourceElement(group: Group, bank: Bank, g: number, h: number): number {
  return bank.shape.h === 1 ? 0 : group.product(group.inverse(g), h);
}

/**
 * A layer's filters for the first input and output channel: a column for each output element, a row
 * for each input element.
 */
export function filterFigure(group: Group, bank: Bank): Figure {
  const { size, g: outputs, h: elements } = bank.shape;
  const pixels = Array.from({ length: size * size }, (_, pixel) => pixel);
  const rows = Array.from({ length: elements }, (_, h) => h);
  const name = (letter: string, g: number, count: number): string[] =>
    count > 1 ? [`${letter} = ${group.label(g)}`] : [];
  return pictureGrid(
    rows.flatMap((h) =>
      group.elements.slice(0, outputs).map((g) => ({
        values: pixels.map((pixel) => bank.at(g, pixel, h, 0, 0)),
        size,
        label: [...name('g', g, outputs), ...name('h', h, elements)].join(', '),
      })),
    ),
    { columns: outputs, scale: 'diverging', title: 'Your filters, read off the layer’s output' },
  );
}
