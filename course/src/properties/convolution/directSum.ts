import * as tf from '@tensorflow/tfjs';
import type { Bank } from './Bank';

/**
 * The plain correlation of pictures or fields with a filter bank, without a bias, added up number by number: slow, and with
 * nothing in common with any convolution routine.
 *
 * @param x `[batch, size, size, (|G|,) inputs]`
 * @param outputShape of the result
 */
export function directSum(
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
