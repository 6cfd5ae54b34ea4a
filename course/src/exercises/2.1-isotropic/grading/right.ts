import * as tf from '@tensorflow/tfjs';
import { rotate } from 'equivariant';
import { convolve, layerClass, withBias } from '../../../grading/mutants/BuiltLayer';
import type { RightAnswer } from '../../../grading/mutants/Mutants';
import type { IsotropicClass } from '../check';
import { isotropicLayer } from './isotropicLayer';

/** The picture as each pixel of a 3x3 window sees it. */
function shifts(x: tf.Tensor4D): tf.Tensor4D[] {
  const [none, one]: [number, number][] = [
    [0, 0],
    [1, 1],
  ];
  const padded = tf.pad(x, [none!, one!, one!, none!]);
  return Array.from({ length: 9 }, (_, p) =>
    padded.slice([0, Math.floor(p / 3), p % 3, 0], x.shape),
  );
}

/** The sum over a 3x3 window. */
const box = (x: tf.Tensor4D): tf.Tensor4D => tf.addN(shifts(x));

/** `[9, 2]`: where the centre and the ring are. */
const masks = (): tf.Tensor2D =>
  tf.oneHot(tf.tensor1d([1, 1, 1, 1, 0, 1, 1, 1, 1], 'int32'), 2).toFloat() as tf.Tensor2D;

/** Weights with names and initial values of its own, private helpers, a cache that is no tensor. */
class Lazy extends tf.layers.Layer {
  static readonly #known = new Map<string, number[]>(); // “Mitte” ✱ und Ring ○
  #weights: Record<string, tf.LayerVariable> = {};
  constructor(private readonly options: { filters: number; useBias?: boolean }) {
    super({ name: `lazy_${Math.random()}` });
  }
  get #places(): number[] {
    const { filters } = this.options;
    if (!Lazy.#known.has(`${filters}`)) Lazy.#known.set(`${filters}`, [0, 1, 0, 1, 2, 1, 0, 1, 0]);
    return Lazy.#known.get(`${filters}`)!;
  }
  #add(name: string, shape: number[], isTrained = true): void {
    const start = tf.initializers.glorotUniform({ seed: 3 });
    this.#weights[name] = this.addWeight(name, shape, 'float32', start, undefined, isTrained);
  }
  override build(shape: tf.Shape): void {
    const { filters, useBias } = this.options;
    this.#add('Ring', [filters, shape[3]!]);
    this.#add('Mitte', [filters, shape[3]!]);
    if (useBias !== false) this.#add('b', [1, filters]);
    this.#add('constant', [1, 1], false);
    this.built = true;
  }
  override call(x: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const read = (name: string): tf.Tensor | undefined => this.#weights[name]?.read();
      const parts = this.#places.map((place) => read(place === 2 ? 'Mitte' : 'Ring')!.transpose());
      const square = tf.stack(parts).reshape<tf.Tensor4D>([3, 3, -1, this.options.filters]);
      const y = tf.conv2d((Array.isArray(x) ? x[0]! : x) as tf.Tensor4D, square, [1, 1], 'same');
      const b = read('b');
      if (!b) return y;
      const sum = tf.add(y, b.reshape([-1]));
      y.dispose();
      return sum;
    });
  }
  override getClassName(): string {
    return 'Lazy';
  }
}

/** Right answers to exercise 2.1, written in different ways. */
export const rightIsotropic: RightAnswer<IsotropicClass>[] = [
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
  {
    name: 'a matrix of two masks',
    answer: isotropicLayer({
      bank: (bank) => {
        const kernel = tf.stack([bank.slice([1, 1], [1, 1]), bank.slice([0, 0], [1, 1])]);
        const flat = kernel.reshape<tf.Tensor2D>([2, -1]);
        return tf.matMul(masks(), flat).reshape(bank.shape);
      },
    }),
  },
  {
    name: 'windows as rows of a matrix',
    answer: isotropicLayer({
      convolve(x, bank) {
        const [batch, height, width, inputs] = x.shape;
        const rows = tf.stack(shifts(x), 3).reshape<tf.Tensor2D>([-1, 9 * inputs]);
        const y = rows.matMul(bank.reshape<tf.Tensor2D>([9 * inputs, -1]));
        return y.reshape([batch, height, width, -1]);
      },
    }),
  },
  {
    name: 'sums of the ring by a depthwise convolution',
    answer: isotropicLayer({
      convolve(x, bank) {
        const [, , inputs, filters] = bank.shape;
        const ring = masks().slice([0, 1], [9, 1]).reshape([3, 3, 1, 1]);
        const each = ring.tile<tf.Tensor4D>([1, 1, inputs, 1]);
        const sums = tf.depthwiseConv2d(x, each, 1, 'same');
        const weight = (row: number): tf.Tensor4D =>
          bank.slice([row, row], [1, 1]).reshape([1, 1, inputs, filters]);
        return tf.conv2d(x, weight(1), 1, 'same').add(tf.conv2d(sums, weight(0), 1, 'same'));
      },
    }),
  },
  {
    name: 'the picture turned four times under a corner and an edge',
    answer: isotropicLayer({
      convolve(x, bank) {
        const keep = (...pixels: number[]): tf.Tensor4D => {
          const mask = Array.from({ length: 9 }, (_, p) => Number(pixels.includes(p)));
          return bank.mul(tf.tensor4d(mask, [3, 3, 1, 1]));
        };
        const turned = [0, 1, 2, 3].map((r) =>
          rotate(convolve(rotate(x, r), keep(0, 1), 1), 4 - r),
        );
        return tf.addN([convolve(x, keep(4), 1), ...turned]);
      },
    }),
  },
  { name: 'a class of its own, with a constant that is not trained', answer: Lazy },
];
