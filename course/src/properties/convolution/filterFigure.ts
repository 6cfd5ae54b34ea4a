import { pictureGrid, type Figure, type Group } from 'equivariant';
import { elementLabel } from '../elementName';
import type { Bank } from './Bank';

/**
 * The filters that a layer uses, one column an output element and one row an input element; of the first input and output channel.
 */
export function filterFigure(group: Group, bank: Bank): Figure {
  const { size, g: outputs, h: elements } = bank.shape;
  const pixels = Array.from({ length: size * size }, (_, pixel) => pixel);
  const rows = Array.from({ length: elements }, (_, h) => h);
  const name = (letter: string, g: number, count: number): string[] =>
    count > 1 ? [`${letter} = ${elementLabel(group, g)}`] : [];
  return pictureGrid(
    rows.flatMap((h) =>
      group.elements.slice(0, outputs).map((g) => ({
        values: pixels.map((pixel) => bank.at(g, pixel, h, 0, 0)),
        size,
        label: [...name('g', g, outputs), ...name('h', h, elements)].join(', '),
      })),
    ),
    { columns: outputs, scale: 'diverging', title: 'Your filters, read off the layer’s answers' },
  );
}
