import * as tf from '@tensorflow/tfjs';
import type { Group } from 'equivariant';
import type { GroupLayerClass } from '../../checks/convolution/groupConvolution';
import { type WrongAnswer, wrongBy } from './Mutants';
import { movesOf } from './wrongGroupLayers';
import { groupLayer, type GroupLayerOptions } from './groupLayer';

/** Mistakes with the group axis of the input, which only a group convolution has. */
export function wrongGroupAxes(group: Group): WrongAnswer<GroupLayerClass>[] {
  const moves = movesOf(group);
  const wrong = wrongBy((change: Partial<GroupLayerOptions>) =>
    groupLayer({ group, lifting: false, ...change }),
  );
  return [
    wrong(
      'group axis of the filter not shifted',
      /not shifted/,
      { axis: (_, h) => h },
      `${moves('123', '4567')} copies`,
    ),
    wrong(
      'group axis of the filter shifted the wrong way',
      /wrong direction/,
      {
        axis: (g, h) => group.product(g, h),
      },
      `${moves('13', '4567')} copies`,
    ),
    wrong(
      'a name of the library hidden by one’s own',
      /hide the library’s/,
      {
        axis(g, h) {
          const C4 = { inverse: (a: number) => group.inverse(a) } as unknown as Group;
          return C4.elements.map((a) => group.product(a, h))[C4.inverse(g)]!;
        },
      },
      `parameters ${movesOf(group)('123', '4567')} copies copies-differ free-weights gradient own-weights`,
    ),
    wrong(
      'neither pixels nor group axis moved',
      /pixels of all copies.*not shifted/,
      {
        pixels: () => 0,
        axis: (_, h) => h,
      },
      `${moves('123', '4567')} copies copies-differ`,
    ),
    wrong(
      'only the group axis moved',
      /pixels of all copies/,
      { pixels: () => 0 },
      `${moves('123', '4567')} copies`,
    ),
    wrong(
      'input folded as [|G|, channels], filter as [channels, |G|]',
      /input is folded in the wrong order/,
      {
        fold: [0, 1, 3, 2, 4, 5],
      },
      `${moves('123', '4567')} copies`,
    ),
    wrong(
      'input folded as [channels, |G|], filter as [|G|, channels]',
      /comes to conv2d as \[channels/,
      { prepare: (x) => x.transpose([0, 1, 2, 4, 3]) },
      `${moves('123', '4567')} copies`,
    ),
    wrong(
      'input and output folded in the wrong order',
      /output is folded.*input is folded/,
      {
        fold: [0, 1, 3, 2, 5, 4],
      },
      `${moves('123', '4567')} copies`,
    ),
    wrong(
      'the same filter for every input element',
      /share a weight/,
      {
        kernel: (kernel) => kernel.mean(2, true).add(tf.zerosLike(kernel)),
      },
      'free-weights',
    ),
    wrong(
      'the group is summed away before the convolution',
      /share a weight/,
      {
        prepare: (x) => x.mean(3, true).add(tf.zerosLike(x)),
      },
      'free-weights',
    ),
    wrong(
      'only the input’s own element is used',
      /share a weight/,
      {
        kernel: (kernel) =>
          kernel.mul(
            tf
              .oneHot(tf.tensor1d([0], 'int32'), group.order)
              .toFloat()
              .reshape([1, 1, group.order, 1, 1]),
          ),
      },
      'free-weights',
    ),
    wrong(
      'group axis of the result in the order of the inverses',
      /turns clockwise|wrong direction/,
      {
        finish: (field) =>
          tf.gather(
            field,
            tf.tensor1d(
              group.elements.map((g) => group.inverse(g)),
              'int32',
            ),
            3,
          ),
      },
      `${moves('13', '4567')} copies`,
    ),
  ];
}
