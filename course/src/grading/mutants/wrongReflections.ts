import { D4, mod } from 'equivariant';
import type { GroupLayerClass } from '../../checks/convolution/groupConvolution';
import { type WrongAnswer, wrongBy } from './Mutants';
import { groupLayer, type GroupLayerOptions } from './groupLayer';

const f = (g: number): number => Math.floor(g / 4);
const d4 = (flip: number, r: number): number => 4 * flip + mod(r, 4);

/** Mistakes that only convolutions over D4 can have. */
export function wrongReflections(lifting: boolean): WrongAnswer<GroupLayerClass>[] {
  const wrong = wrongBy((change: Partial<GroupLayerOptions>) =>
    groupLayer({ group: D4, lifting, ...change }),
  );
  const pixels = [
    wrong(
      'reflected after the turn',
      /wrong order/,
      { pixels: (g) => d4(f(g), f(g) ? -g : g) },
      'commutes-134567 copies',
    ),
    wrong(
      'reflected upside down',
      /upside down/,
      { pixels: (g) => d4(f(g), g + 2 * f(g)) },
      'commutes-4567 copies',
    ),
    wrong(
      'height and width of the filter swapped as the reflection',
      /swaps height and width|diagonal/,
      {
        pixels: (g) => d4(f(g), g + f(g)),
      },
      'commutes-4567 copies',
    ),
    wrong(
      'reflections left out',
      /reflections are missing/,
      { pixels: (g) => g % 4 },
      `commutes-4567 copies${lifting ? ' copies-differ' : ''}`,
    ),
    wrong(
      'turns left out',
      /turns are missing/,
      { pixels: (g) => d4(f(g), 0) },
      `commutes-123567 copies${lifting ? ' copies-differ' : ''}`,
    ),
    wrong(
      'reflected filter not turned',
      /must be turned, too/,
      { pixels: (g) => (f(g) ? 4 : g) },
      'commutes-1234567 copies',
    ),
  ];
  if (lifting) return pixels;
  const { product, inverse } = {
    product: (a: number, b: number) => D4.product(a, b),
    inverse: (a: number) => D4.inverse(a),
  };
  return [
    ...pixels,
    wrong(
      'hg⁻¹ instead of g⁻¹h',
      /factors swapped/,
      { axis: (g, h) => product(h, inverse(g)) },
      'commutes-134567 copies',
    ),
    wrong(
      'hg instead of g⁻¹h',
      /not product\(h, g\)/,
      { axis: (g, h) => product(h, g) },
      'commutes-134567 copies',
    ),
    wrong(
      'the eight elements as a circle',
      /formed a cycle/,
      { axis: (g, h) => (h - g + 8) % 8 },
      'commutes-1234567 copies',
    ),
    wrong(
      'turns counted regardless of reflections',
      /sign of the turns/,
      {
        axis: (g, h) => d4(f(g) ^ f(h), h - g),
      },
      'commutes-4567 copies',
    ),
    wrong(
      'inverse of a reflection turned back',
      /inverse of a reflection is itself/,
      {
        axis: (g, h) => product(d4(f(g), -g), h),
      },
      'commutes-134567 copies',
    ),
    wrong(
      'group axis permuted for the rotations alone',
      /reflected copies/,
      {
        axis: (g, h) => (f(g) ? h : product(inverse(g), h)),
      },
      'commutes-1234567 copies',
    ),
  ];
}
