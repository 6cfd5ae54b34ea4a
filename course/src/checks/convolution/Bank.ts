import * as tf from '@tensorflow/tfjs';
import type { Trial } from './Trial';

/**
 * The filters of a layer, seen from outside: for element g and channel o of its output, the number
 * that multiplies the input at pixel p, element h and channel i.
 *
 * Weights of any layout amount to such filters, provided that the layer is a correlation.
 */
export class Bank {
  /** The largest difference between numbers that count as equal. */
  readonly tolerance: number;

  private constructor(
    /** `|G|` of the output, filter size, `|G|` of the input, input channels, output channels. */
    readonly shape: { g: number; size: number; h: number; i: number; o: number },
    private readonly values: Float32Array,
  ) {
    this.tolerance = 1e-5 * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
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

  /** All numbers of the filter of one output element. */
  filter(g: number): Float32Array {
    const length = this.values.length / this.shape.g;
    return this.values.subarray(g * length, (g + 1) * length);
  }

  /**
   * Reads the filters off a layer's output for pictures that are 1 at one pixel, element and
   * channel and 0 elsewhere. The output must have the right shape.
   */
  static of(trial: Trial): Bank {
    const { inputs: i, filters: o, kernelSize: size, padding } = trial.setting;
    const { inputOrder: h, outputOrder: g } = trial;
    const width = 2 * size - 1;
    const spots = tf.eye(h * i).reshape<tf.Tensor4D>([h * i, 1, 1, h * i]);
    const border: [number, number] = [size - 1, size - 1];
    const deltas = tf.pad(spots, [[0, 0], border, border, [0, 0]]);
    const x = trial.kind.takesFields ? deltas.reshape([h * i, width, width, h, i]) : deltas;
    const y = trial.linearPart(x);
    const out = width + 2 * padding - size + 1;
    const answers = y.dataSync();
    const number = (g_: number, pixel: number, h_: number, i_: number, o_: number): number => {
      // Here the filter's pixel lies on the 1.
      const row = size - 1 + padding - Math.floor(pixel / size);
      const column = size - 1 + padding - (pixel % size);
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
