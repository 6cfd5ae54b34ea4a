import * as tf from '@tensorflow/tfjs';

/**
 * `y[i] = x[rows[i]]`, where every row of x is used equally often. TensorFlow.js computes the
 * gradient of a gather by scattering, which is slow and which WebAssembly lacks; here the gradient
 * is another gather and a sum.
 *
 * @param x `[rowsOfX, width]`
 * @param rows for each row of y, the row of x to copy
 * @param uses for each row of x in turn, the rows of y that copy it; from `inverseRows`
 * @returns `[rows.length, width]`
 */
export function gatherRows(x: tf.Tensor2D, rows: Int32Array, uses: Int32Array): tf.Tensor2D {
  const gather = tf.customGrad((input) => {
    const [count, width] = (input as tf.Tensor2D).shape;
    const gradFunc = (dy: tf.Tensor): tf.Tensor =>
      tf
        .gather(dy, tf.tensor1d(uses, 'int32'))
        .reshape([count, uses.length / count, width])
        .sum(1);
    return { value: tf.gather(input as tf.Tensor, tf.tensor1d(rows, 'int32')), gradFunc };
  });
  return gather(x) as tf.Tensor2D;
}

/**
 * For each row of x in turn, the rows of y that copy it; for `gatherRows`.
 *
 * @throws Error if the rows are not all used equally often
 */
export function inverseRows(rows: Int32Array): Int32Array {
  const count = rows.reduce((most, row) => Math.max(most, row), -1) + 1;
  const uses: number[][] = Array.from({ length: count }, () => []);
  rows.forEach((row, i) => uses[row]!.push(i));
  if (uses.some((list) => list.length * count !== rows.length)) {
    throw new Error('inverseRows needs every row to be used equally often.');
  }
  return Int32Array.from(uses.flat());
}
