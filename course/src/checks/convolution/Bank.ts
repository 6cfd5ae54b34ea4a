import * as tf from '@tensorflow/tfjs';
import type { Trial } from './Trial';

/** A way to get an output without a bias from a layer. */
export type Linear = (x: tf.Tensor) => tf.Tensor;

/**
 * The filters of a layer, seen from outside: for element g and channel o of its output, the number
 * that multiplies the input at pixel p, element h and channel i.
 *
 * Weights of any layout amount to such filters, provided that the layer is a correlation.
 */
export class Bank {
  /** For each input and output channel, the largest difference of numbers that count as equal. */
  private readonly tolerances: number[];

  private constructor(
    /** `|G|` of the output, filter size, `|G|` of the input, input channels, output channels. */
    readonly shape: { g: number; size: number; h: number; i: number; o: number },
    private readonly values: Float32Array,
  ) {
    this.tolerances = Array.from({ length: shape.i * shape.o }, () => 0);
    values.forEach((value, at) => {
      const pair = at % this.tolerances.length;
      this.tolerances[pair] = Math.max(this.tolerances[pair]!, 1e-5 * Math.abs(value));
    });
  }

  /** The largest difference between numbers that count as equal, in the filter of two channels. */
  tolerance(i: number, o: number): number {
    return this.tolerances[i * this.shape.o + o]!;
  }

  /** The number for output (g, o) and input (h, i) at pixel `row * size + column` of the filter. */
  at(g: number, pixel: number, h: number, i: number, o: number): number {
    const { size } = this.shape;
    return this.values[
      (((g * size * size + pixel) * this.shape.h + h) * this.shape.i + i) * this.shape.o + o
    ]!;
  }

  /** A bank of the same shape with other numbers, to test whether a mistake explains this one. */
  map(number: (g: number, pixel: number, h: number, i: number, o: number) => number): Bank {
    return new Bank(this.shape, Bank.fill(this.shape, number));
  }

  /** All numbers of the filter of one output element, each with its tolerance. */
  filter(g: number): { value: number; tolerance: number }[] {
    const length = this.values.length / this.shape.g;
    return [...this.values.subarray(g * length, (g + 1) * length)].map((value, at) => ({
      value,
      tolerance: this.tolerances[at % this.tolerances.length]!,
    }));
  }

  /**
   * Reads the filters off a layer's output for pictures that are 1 at one pixel, element and
   * channel and 0 elsewhere. The output must have the right shape.
   */
  static of(trial: Trial, linear: Linear = (x) => trial.linearPart(x)): Bank {
    const { inputs: i, filters: o, kernelSize: size, padding, size: width } = trial.setting;
    const { inputOrder: h, outputOrder: g } = trial;
    const [batch, , , ...axes] = trial.inputShape() as [number, number, number, ...number[]];
    const middle = Math.floor(width / 2);
    const spot: [number, number] = [middle, width - 1 - middle];
    const times = Math.ceil((h * i) / batch);
    const spots = tf.eye(times * batch, h * i).reshape<tf.Tensor4D>([times * batch, 1, 1, h * i]);
    const deltas = tf.pad(spots, [[0, 0], spot, spot, [0, 0]]);
    const x = deltas.reshape([times * batch, width, width, ...axes]);
    const y = atOnce(linear, x, times);
    const out = width + 2 * padding - size + 1;
    const answers = y.dataSync();
    const number = (g_: number, pixel: number, h_: number, i_: number, o_: number): number => {
      // Here the filter's pixel lies on the 1.
      const row = middle + padding - Math.floor(pixel / size);
      const column = middle + padding - (pixel % size);
      return answers[((((h_ * i + i_) * out + row) * out + column) * g + g_) * o + o_]!;
    };
    const shape = { g, size, h, i, o };
    return new Bank(shape, Bank.fill(shape, number));
  }

  private static fill(shape: Bank['shape'], number: Parameters<Bank['map']>[0]): Float32Array {
    const numbers: number[] = [];
    for (let g = 0; g < shape.g; g++)
      for (let pixel = 0; pixel < shape.size ** 2; pixel++)
        for (let h = 0; h < shape.h; h++)
          for (let i = 0; i < shape.i; i++)
            for (let o = 0; o < shape.o; o++) numbers.push(number(g, pixel, h, i, o));
    return Float32Array.from(numbers);
  }
}

/** The output for a batch, or part by part: some layers take no other number of pictures. */
function atOnce(linear: Linear, x: tf.Tensor, parts: number): tf.Tensor {
  try {
    return linear(x);
  } catch (error) {
    if (parts === 1) throw error;
    return tf.concat(tf.split(x, parts).map(linear));
  }
}
