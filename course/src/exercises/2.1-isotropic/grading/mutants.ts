import * as tf from '@tensorflow/tfjs';
import type { IsotropicClass } from '../check';
import { mutantsFor, wrongBy } from '../../../grading/mutants/Mutants';
import { isotropicConvolution } from '../exercise';
import {
  convolve,
  layerClass,
  withBias,
  type Blueprint,
} from '../../../grading/mutants/BuiltLayer';

/** The steps of a 3x3 convolution with padding 1; those left out are right. */
interface Options {
  /** The index of each pixel's weight; right: 1 for the ring, 0 for the centre. */
  orbits?: number[];
  /** Weights per filter; right: 2. */
  count?: number;
  kernel?: (kernel: tf.Tensor) => tf.Tensor;
  bank?: (bank: tf.Tensor4D) => tf.Tensor4D;
  convolve?: (x: tf.Tensor4D, bank: tf.Tensor4D) => tf.Tensor;
  addBias?: (y: tf.Tensor, bias: tf.Tensor | undefined) => tf.Tensor;
  finish?: (y: tf.Tensor) => tf.Tensor;
  blueprint?: Partial<Blueprint>;
}

function isotropicLayer(options: Options): IsotropicClass {
  const { orbits = [1, 1, 1, 1, 0, 1, 1, 1, 1], count = 2 } = options;
  return layerClass({
    weights: ({ filters }, shape) => [[count, shape[3]!, filters]],
    call(x, [weights], bias) {
      const kernel = options.kernel?.(weights!) ?? weights!;
      const [, inputs, filters] = kernel.shape as [number, number, number];
      const expanded = tf.gather(kernel, tf.tensor1d(orbits, 'int32'));
      const square = expanded.reshape<tf.Tensor4D>([3, 3, inputs, filters]);
      const bank = options.bank?.(square) ?? square;
      const y = options.convolve?.(x as tf.Tensor4D, bank) ?? convolve(x as tf.Tensor4D, bank, 1);
      const field = (options.addBias ?? withBias)(y, bias);
      return options.finish?.(field) ?? field;
    },
    ...options.blueprint,
  });
}

const wrong = wrongBy(isotropicLayer);

/** The sum over a 3x3 window, by shifts. */
function box(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const padded = tf.pad(x, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const shifts = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => [0, row, column, 0]));
  return tf.addN(
    shifts.map((begin) =>
      padded.slice(begin as [number, number, number, number], [batch, height, width, channels]),
    ),
  );
}

/** Answers to exercise 2.1. */
export const mutants = mutantsFor(isotropicConvolution, {
  '2.1': {
    right: [
      { name: 'weights gathered into the filter', answer: isotropicLayer({}) },
      {
        name: 'every weight starts at the same value',
        answer: isotropicLayer({
          blueprint: { initializer: tf.initializers.constant({ value: 0.3 }) },
        }),
      },
      {
        name: 'weights [inputs, filters, 2], two masks',
        answer: layerClass({
          weights: ({ filters }, shape) => [[shape[3]!, filters, 2]],
          call(x, [weights], bias) {
            const [middle, around] = tf.unstack(weights!, 2);
            const mask = tf.tensor4d([0, 0, 0, 0, 1, 0, 0, 0, 0], [3, 3, 1, 1]);
            const bank = mask.mul(middle!).add(tf.sub(1, mask).mul(around!));
            return withBias(convolve(x as tf.Tensor4D, bank as tf.Tensor4D, 1), bias);
          },
        }),
      },
      {
        name: 'no filter: sums over windows, then products with two matrices',
        answer: layerClass({
          weights: ({ filters }, shape) => [
            [filters, shape[3]!],
            [filters, shape[3]!],
          ],
          call(x, [middle, around], bias, { filters }) {
            const [batch, height, width, inputs] = x.shape as [number, number, number, number];
            const ring = box(x as tf.Tensor4D).sub(x);
            const flat = (each: tf.Tensor): tf.Tensor2D => each.reshape([-1, inputs]);
            const y = flat(x)
              .matMul(middle as tf.Tensor2D, false, true)
              .add(flat(ring).matMul(around as tf.Tensor2D, false, true));
            return withBias(y.reshape([batch, height, width, filters]), bias);
          },
          bias: (filters) => [1, 1, 1, filters],
        }),
      },
      {
        name: 'channel by channel, in loops',
        answer: layerClass({
          weights: ({ filters }, shape) => Array.from({ length: shape[3]! }, () => [2, filters]),
          call(x, kernels, bias) {
            const maps = kernels.map((kernel, i) => {
              const picture = x.slice([0, 0, 0, i], [-1, -1, -1, 1]) as tf.Tensor4D;
              const [middle, around] = tf.unstack(kernel);
              const pixels = Array.from({ length: 9 }, (_, p) => (p === 4 ? middle! : around!));
              return convolve(picture, tf.stack(pixels).reshape([3, 3, 1, -1]), 1);
            });
            return withBias(tf.addN(maps), bias);
          },
        }),
      },
    ],
    wrong: [
      wrong(
        'a plain filter with nine weights',
        /two free weights/,
        {
          orbits: [0, 1, 2, 3, 4, 5, 6, 7, 8],
          count: 9,
        },
        'parameters commutes-1234567 ring centre-and-ring',
      ),
      wrong(
        'centre, edges and corners',
        /two free weights/,
        {
          orbits: [2, 1, 2, 1, 0, 1, 2, 1, 2],
          count: 3,
        },
        'parameters ring centre-and-ring',
      ),
      wrong(
        'corners with the weight of the centre',
        /corners belong to the ring/,
        {
          orbits: [0, 1, 0, 1, 0, 1, 0, 1, 0],
        },
        'ring centre-and-ring',
      ),
      wrong(
        'ring without its corners',
        /corners belong to the ring/,
        {
          bank: (bank) => bank.mul(tf.tensor4d([0, 1, 0, 1, 1, 1, 0, 1, 0], [3, 3, 1, 1])),
        },
        'ring centre-and-ring',
      ),
      wrong(
        'rows instead of ring and centre',
        /top and bottom do not/,
        {
          orbits: [0, 0, 0, 1, 1, 1, 0, 0, 1].map((o, i) => (i < 6 ? o : 1)),
        },
        'commutes-123567 ring centre-and-ring',
      ),
      wrong(
        'one pixel of the ring wrong',
        /same from every side/,
        {
          orbits: [0, 1, 1, 1, 0, 1, 1, 1, 1],
        },
        'commutes-123467 ring centre-and-ring',
      ),
      wrong(
        'centre left out',
        /Both weights/,
        {
          bank: (bank) => bank.mul(tf.tensor4d([1, 1, 1, 1, 0, 1, 1, 1, 1], [3, 3, 1, 1])),
        },
        'centre-and-ring',
      ),
      wrong(
        'ring left out',
        /Both weights/,
        {
          bank: (bank) => bank.mul(tf.tensor4d([0, 0, 0, 0, 1, 0, 0, 0, 0], [3, 3, 1, 1])),
        },
        'centre-and-ring',
      ),
      wrong(
        'one weight for all nine pixels',
        /only blurs/,
        {
          orbits: [0, 0, 0, 0, 0, 0, 0, 0, 0],
        },
        'centre-and-ring',
      ),
      wrong(
        'the same filter for every input channel',
        /two weights of its own/,
        {
          kernel: (kernel) => kernel.mean(1, true).add(tf.zerosLike(kernel)),
        },
        'free-channels',
      ),
      wrong(
        'no padding',
        /looks like padding 0/,
        { convolve: (x, bank) => convolve(x, bank, 0) },
        'usable',
      ),
      wrong(
        'padding with the border’s pixels',
        /padding is zeros/,
        {
          convolve: (x, bank) => {
            const border: [number, number] = [1, 1];
            return convolve(
              tf.mirrorPad(x, [[0, 0], border, border, [0, 0]], 'symmetric'),
              bank,
              0,
            );
          },
        },
        'correlation',
      ),
      wrong(
        'stride 2',
        /stride must be 1/,
        {
          convolve: (x, bank) => tf.conv2d(x, bank, 2, 'same'),
        },
        'usable correlation commutes-123467 ring centre-and-ring free-channels other-settings',
      ),
      wrong('bias never added', /never added/, { addBias: (y) => y }, 'bias'),
      wrong(
        'one bias for all filters',
        /one bias for all filters/,
        {
          blueprint: { bias: () => [1] },
        },
        'bias',
      ),
      wrong(
        'bias although useBias is false',
        /no bias/,
        { blueprint: { alwaysBias: true } },
        'no-bias',
      ),
      wrong('ReLU inside', /ReLU comes after/, { finish: (y) => y.relu() }, 'correlation'),
      wrong(
        'height and width swapped',
        /Height and width are swapped/,
        {
          finish: (y) => y.transpose([0, 2, 1, 3]),
        },
        'correlation commutes-1346',
      ),
      wrong(
        'weights read out as numbers',
        /no gradient/,
        {
          kernel: (kernel) => tf.tensor(kernel.dataSync(), kernel.shape),
        },
        'gradient',
      ),
      wrong(
        'answers 0',
        /never added/,
        { finish: (y) => tf.zerosLike(y) },
        'bias correlation commutes-01234567 centre-and-ring gradient',
      ),
    ],
  },
});
