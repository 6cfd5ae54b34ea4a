import type * as tf from '@tensorflow/tfjs';
import { C4, chooseBackend, D2, GridGroup, GroupConv2d, LiftingConv2d } from 'equivariant';
import { groupConvolutionCheck, type GroupLayerClass } from './convolution/groupConvolution';
import type { Symmetry } from './symmetry';

/** Symmetries that no exercise has. */
const Diagonals = new GridGroup('Diagonals', [
  [1, 0, 0, 1],
  [0, 1, 1, 0],
  [-1, 0, 0, -1],
  [0, -1, -1, 0],
]);
const symmetries: Symmetry<0 | 1 | 2 | 3>[] = [D2, Diagonals].map((group) => ({
  group,
  elements: [0, 1, 2, 3],
}));

interface Args {
  filters: number;
  kernelSize: number;
}
const layerOver = (
  Layer: new (args: Args & { group: GridGroup }) => tf.layers.Layer,
  group: GridGroup,
): GroupLayerClass =>
  class {
    constructor(args: Args) {
      return new Layer({ ...args, group });
    }
  } as unknown as GroupLayerClass;

beforeAll(async () => {
  await chooseBackend();
});

describe.each(symmetries)('over $group.name,', (symmetry) => {
  test.each([
    ['lifting', LiftingConv2d, false],
    ['group', GroupConv2d, true],
  ] as const)(
    'the check of %s convolutions passes that group’s layer, and no other’s',
    (_, Layer, takesFields) => {
      const check = groupConvolutionCheck(symmetry, { takesFields });
      const failed = (group: GridGroup): string[] =>
        check(layerOver(Layer, group))
          .filter(({ passed }) => !passed)
          .map(({ id }) => id);
      expect(failed(symmetry.group)).toEqual([]);
      expect(failed(C4)).toEqual(expect.arrayContaining(['commutes-1', 'commutes-3', 'copies']));
    },
  );
});
