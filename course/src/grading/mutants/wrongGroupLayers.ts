import * as tf from '@tensorflow/tfjs';
import { C4, transformImage, type Group } from 'equivariant';
import type { GroupLayerClass } from '../../checks/convolution/groupConvolution';
import { type WrongAnswer, wrongBy } from './Mutants';
import { wrongConvolutions } from './wrongConvolutions';
import { convolve, type LayerClass } from './BuiltLayer';
import { groupLayer, type GroupLayerOptions } from './groupLayer';

/** Mistakes that any lifting or group convolution can have. */
export function wrongGroupLayers(group: Group, lifting: boolean): WrongAnswer<GroupLayerClass>[] {
  const { order } = group;
  const moves = movesOf(group);
  const wrong = wrongBy((change: Partial<GroupLayerOptions>) =>
    groupLayer({ group, lifting, ...change }),
  );
  return [
    wrong(
      'filter turned clockwise',
      /turns clockwise/,
      {
        pixels: (g) => (g < 4 ? (4 - g) % 4 : 4 + ((8 - g) % 4)),
      },
      `${moves('13', '57')} copies`,
    ),
    wrong(
      'pixels of the copies not moved',
      lifting ? /pixels of all copies are the same|tell directions/ : /pixels of all copies/,
      {
        pixels: () => 0,
      },
      `${moves('123', '4567')} copies${lifting ? ' copies-differ' : ''}`,
    ),
    wrong(
      'a filter made symmetric by averaging',
      /averaged over the group/,
      {
        kernel: (kernel) => averaged(kernel),
        ...(!lifting && { axis: (_, h) => h }),
      },
      'copies-differ free-weights',
    ),
    wrong(
      'separate weights for each copy',
      /One filter is learned/,
      { kernels: order },
      `parameters ${moves('123', '4567')} copies`,
    ),
    wrong(
      'bias for each group element',
      /not shared over the group/,
      {
        blueprint: { bias: (filters) => [order, filters] },
      },
      'bias',
    ),
    wrong(
      'bias of the first filters spread over the group',
      /not shared over the group/,
      {
        addBias: (field, bias) =>
          bias ? field.add(tf.linspace(1, 2, order).reshape([order, 1]).mul(bias)) : field,
      },
      'bias',
    ),
    wrong(
      'one bias for all filters',
      /one bias for all filters/,
      {
        blueprint: { bias: () => [1] },
      },
      'bias',
    ),
    wrong('bias never added', /never added/, { addBias: (field) => field }, 'bias'),
    wrong(
      'bias never created',
      /bias is missing/,
      {
        blueprint: { bias: () => [0] },
        addBias: (field) => field,
      },
      'bias',
    ),
    wrong(
      'bias although useBias is false',
      /no bias/,
      { blueprint: { alwaysBias: true } },
      'no-bias',
    ),
    wrong(
      'axes of group and channels swapped in the result',
      /group axis comes before the channels/,
      { finish: (field) => field.transpose([0, 1, 2, 4, 3]) },
      'usable',
    ),
    wrong(
      'output folded as [filters, |G|], read as [|G|, filters]',
      /output is folded in the wrong order/,
      {
        fold: [0, 1, 2, 3, 5, 4],
      },
      `${moves('123', '4567')} copies`,
    ),
    wrong(
      'output folded as [|G|, filters], read as [filters, |G|]',
      /\[\|G\|, filters\] is read as/,
      {
        unfold(y, order, filters) {
          const read = y.reshape([...y.shape.slice(0, 3), filters, order]);
          return read.transpose([0, 1, 2, 4, 3]);
        },
      },
      `${moves('123', '4567')} copies`,
    ),
    wrong(
      'group left folded into the channels',
      /still folded/,
      {
        unfold: (y) => y,
        addBias: (field, bias) => (bias ? field.add(bias.tile([order])) : field),
      },
      'usable',
    ),
    wrong('padding ignored', /looks like padding 0/, { padding: () => 0 }, 'usable'),
    wrong(
      "always padding 'same'",
      /looks like padding 'same'/,
      {
        padding: (_, kernelSize) => Math.floor(kernelSize / 2),
      },
      'other-settings',
    ),
    wrong('padding twice', /size \+ 2 · padding/, { padding: (padding) => 2 * padding }, 'usable'),
    wrong(
      'padding with the border’s pixels',
      /padding is zeros/,
      { convolve: mirrored },
      'correlation',
    ),
    wrong(
      'stride 2',
      /stride must be 1/,
      {
        convolve: (x, bank, padding) => {
          const border: [number, number] = [padding, padding];
          return tf.conv2d(tf.pad(x, [[0, 0], border, border, [0, 0]]), bank, 2, 'valid');
        },
      },
      `usable correlation ${moves('123', '467')} other-settings`,
    ),
    wrong('tanh inside', /twice as bright/, { finish: (field) => field.tanh() }, 'correlation'),
    wrong(
      'pictures of a batch mixed',
      /others share its batch/,
      {
        finish: (field) => field.sub(field.mean(0, true).mul(0.1)),
      },
      'correlation',
    ),
    wrong(
      'tensors kept in every call',
      /belong in build/,
      {
        finish: (field) => tf.keep(field),
      },
      'clean',
    ),
    wrong(
      'part of the weights never used',
      /share a weight|never used/,
      {
        kernel: (kernel) => kernel.mul(half(kernel)),
      },
      'free-weights',
    ),
    wrong(
      'one axis lost with a single channel',
      /squeeze/,
      {
        finish: (field) => field.squeeze(),
      },
      'other-settings',
    ),
    wrong(
      'size written as 3',
      /size written as a number/,
      {
        kernel: (kernel) => (kernel.shape[0] > 3 ? kernel.slice([0, 0], [3, 3]) : kernel),
      },
      'other-settings',
    ),
    wrong(
      'answers 0',
      /never added|tell directions|must make|share a weight/,
      {
        finish: (field) => tf.zerosLike(field),
      },
      `bias correlation ${moves('0123', '4567')} copies-differ free-weights gradient other-settings`,
    ),
    ...wrongConvolutions((change) => groupLayer({ group, lifting, ...change }) as LayerClass, {
      shared: 'free-weights',
      swapped: moves('13', '46'),
      unseen: 'copies copies-differ free-weights',
      moved: moves('123', '4567'),
    }),
  ];
}

/**
 * The ids of the findings about these elements; those of reflections only if the group has some.
 */
export function movesOf({ order }: Group): (turns: string, reflections: string) => string {
  return (turns, reflections) => `commutes-${turns}${order > 4 ? reflections : ''}`;
}

/** The mean over the four turns. */
function averaged(kernel: tf.Tensor): tf.Tensor {
  const [size] = kernel.shape as [number];
  const flat = kernel.reshape<tf.Tensor4D>([1, size, size, -1]);
  const sum = C4.elements
    .map((g) => transformImage(C4, g, flat))
    .reduce((a, b) => a.add(b))
    .reshape<tf.Tensor>(kernel.shape);
  return sum.mean(2, true).add(tf.zeros(kernel.shape));
}

/** 1 for the upper rows of a filter, 0 for the lowest. */
function half(kernel: tf.Tensor): tf.Tensor {
  const [size] = kernel.shape as [number];
  return tf
    .range(0, size)
    .less(Math.max(1, size - 1))
    .toFloat()
    .reshape([size, 1, 1, 1, 1]);
}

/** Pads with the picture, mirrored at its border. */
function mirrored(x: tf.Tensor4D, bank: tf.Tensor4D, padding: number): tf.Tensor4D {
  if (padding === 0) return convolve(x, bank, 0);
  const border: [number, number] = [padding, padding];
  return convolve(tf.mirrorPad(x, [[0, 0], border, border, [0, 0]], 'symmetric'), bank, 0);
}
