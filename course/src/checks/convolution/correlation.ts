import * as tf from '@tensorflow/tfjs';
import { Wrong } from '../Finding';
import { largestDifference, perChannel } from '../largestDifference';
import { Bank, type Linear } from './Bank';
import type { Make, Trial } from './Trial';

const tolerance = 1e-5;

/**
 * Requires a layer that is a plain correlation with its filters: compares every number of its
 * output for random pictures with the sum, added up by hand.
 */
export function requireCorrelation(trial: Trial, bank: Bank): string {
  const x = trial.input(2);
  const got = trial.linearPart(x);
  const largest = got.abs().max([0, 1, 2]).flatten().dataSync();
  const dead = largest.findIndex((value) => value === 0);
  if (dead >= 0) {
    const channel = dead % trial.setting.filters;
    throw new Wrong(`channel ${channel} of the output is the same for every picture`, {
      hint: 'Every filter must be applied to the picture, in every channel of the output.',
    });
  }
  const expected = byHand(trial, bank, x);
  const { value, at } = relativeDifference(got, expected);
  if (value <= tolerance) return `the sum by hand differs by ${value.toExponential(1)}`;
  throw new Wrong(
    `the sum over the filter, added up by hand, differs by ${value.toPrecision(2)} of the largest value of the channel, at ${at}`,
    { hint: correlationHint(trial, bank, x, got) },
  );
}

function relativeDifference(got: tf.Tensor, expected: tf.Tensor): { value: number; at: string } {
  return largestDifference(perChannel(got, expected), perChannel(expected, expected));
}

/** Ways to see the filters of a layer that is no plain correlation, for one of these reasons. */
const lenses: ((trial: Trial, make: Make) => { trial: Trial; linear: Linear })[] = [
  // Only the border differs.
  (trial) => ({ trial, linear: (x) => trial.linearPart(x) }),
  // Height and width are swapped.
  (trial) => ({ trial, linear: (x) => transposed(trial.linearPart(x)) }),
  (_, make) => {
    // The pictures of a batch are mixed.
    const trial = make({ batch: 1 });
    const one = (x: tf.Tensor): tf.Tensor => trial.linearPart(x);
    return { trial, linear: (x) => tf.concat(tf.split(x, x.shape[0]).map(one)) };
  },
  (_, make) => {
    // A function such as ReLU or tanh comes afterwards.
    const trial = make({ useBias: false });
    const half = (x: tf.Tensor): tf.Tensor => trial.apply(x.mul(2 ** -16));
    return { trial, linear: (x) => half(x).sub(half(x.neg())) };
  },
];

/** The filters of a layer that is no plain correlation, if they can be seen all the same. */
export function hiddenBank(plain: Trial, make: Make): Bank | undefined {
  for (const lens of lenses) {
    try {
      const { trial, linear } = lens(plain, make);
      const x = trial.input(2);
      const bank = Bank.of(trial, linear);
      const pairs = [linear(x), byHand(trial, bank, x)].map((y) => inside(trial, y));
      if (relativeDifference(pairs[0]!, pairs[1]!).value <= tolerance) return bank;
    } catch {
      // The layer can't be seen in this way.
    }
  }
  return undefined;
}

/** A hint, from experiments with the layer: how does it differ from a correlation? */
function correlationHint(trial: Trial, bank: Bank, x: tf.Tensor, got: tf.Tensor): string {
  const agree = (a: tf.Tensor, b: tf.Tensor): boolean =>
    relativeDifference(a, b).value <= tolerance;
  if (trial.apply(x).min().dataSync()[0]! >= 0) {
    return 'No output is negative: the layer itself is linear, a ReLU comes after it in the network.';
  }
  if (agree(got, byHand(trial, bank, transposed(x)))) {
    return 'Height and width are swapped: axis 1 is the height, axis 2 the width.';
  }
  if (!agree(trial.linearPart(x.mul(2)), got.mul(2))) {
    return 'A picture twice as bright should give twice the output, bias aside: only sums and products with weights belong in the layer.';
  }
  if (!agree(trial.linearPart(x.slice([0], [1])), got.slice([0], [1]))) {
    return 'A picture gets a different output when others share its batch: a reshape mixes the pictures. Keep the batch axis first.';
  }
  if (agree(inside(trial, got), inside(trial, byHand(trial, bank, x)))) {
    return 'Only the border differs: the padding is zeros, on every side.';
  }
  return 'The same filter, kernelSize pixels high and wide, must be used at every pixel, with stride 1 and no gaps.';
}

function byHand(trial: Trial, bank: Bank, x: tf.Tensor): tf.Tensor {
  return directSum(x, bank, trial.setting.padding, [x.shape[0], ...trial.outputShape().slice(1)]);
}

/** With height and width swapped. */
function transposed(x: tf.Tensor): tf.Tensor {
  return x.transpose([0, 2, 1, 3, 4].slice(0, x.rank));
}

/** The part of an output that no padding reaches. */
function inside(trial: Trial, y: tf.Tensor): tf.Tensor {
  const { padding } = trial.setting;
  const [batch, size] = y.shape as [number, number];
  const length = size - 2 * padding;
  return y.slice([0, padding, padding], [batch, length, length]);
}

/**
 * The plain correlation of pictures or fields with a filter bank, without a bias, added up number
 * by number: slow, but independent of any convolution routine.
 *
 * @param x `[batch, size, size, (|G|,) inputs]`
 * @param outputShape of the result
 */
function directSum(
  x: tf.Tensor,
  bank: Bank,
  padding: number,
  outputShape: readonly number[],
): tf.Tensor {
  const { g: order, size, h: elements, i: inputs, o: filters } = bank.shape;
  const values = x.dataSync();
  const width = x.shape[1]!;
  const [batch, out] = outputShape as [number, number];
  const result: number[] = [];
  for (let b = 0; b < batch; b++)
    for (let row = 0; row < out; row++)
      for (let column = 0; column < out; column++)
        for (let g = 0; g < order; g++)
          for (let o = 0; o < filters; o++) {
            let sum = 0;
            for (let pixel = 0; pixel < size * size; pixel++) {
              const r = row - padding + Math.floor(pixel / size);
              const c = column - padding + (pixel % size);
              if (r < 0 || c < 0 || r >= width || c >= width) continue;
              const start = ((b * width + r) * width + c) * elements * inputs;
              for (let k = 0; k < elements * inputs; k++) {
                sum +=
                  values[start + k]! * bank.at(g, pixel, Math.floor(k / inputs), k % inputs, o);
              }
            }
            result.push(sum);
          }
  return tf.tensor(result, [...outputShape]);
}
