import * as tf from '@tensorflow/tfjs';

/** Says that a backend computes wrong numbers. */
export class WrongNumbers extends Error {}

/** The largest difference, as a share of the largest number. */
const tolerance = 1e-3;
/** More numbers than a backend reads at once. */
const many = 70_000;

/**
 * Tests the backend in use: loss and gradients of a small network, compared with those that
 * TensorFlow.js's own backend in JavaScript computes, and both ways of reading a tensor.
 *
 * @throws WrongNumbers if the backend must not be used
 */
export async function testBackend(): Promise<void> {
  const name = tf.getBackend();
  const found = lossAndGradients();
  const counted = tf.tidy(() => tf.range(0, many).add(0.5));
  const reads = [counted.dataSync(), await counted.data()];
  counted.dispose();
  if (!reads.every((read) => read.length === many && read.every((n, i) => n === i + 0.5))) {
    throw new WrongNumbers('what is read is not what was computed');
  }
  await tf.setBackend('cpu');
  // On Node, it would recommend another backend.
  (tf.backend() as { firstUse?: boolean }).firstUse = false;
  const expected = lossAndGradients();
  await tf.setBackend(name);
  const largest = Math.max(...expected.flat().map(Math.abs));
  const isClose = (value: number, right: number): boolean =>
    Math.abs(value - right) <= tolerance * largest;
  if (!expected.every((values, i) => values.every((right, j) => isClose(found[i]![j]!, right)))) {
    throw new WrongNumbers('it computes wrong numbers');
  }
}

/**
 * Of plain operations, not of the library's layers: where answers are graded, who may choose a
 * backend must not get a layer with it.
 */
function lossAndGradients(): number[][] {
  return tf.tidy(() => {
    const shapes = ['3 3 1 4', '3 3 4 6', '6 10'].map((text) => text.split(' ').map(Number));
    const variables = shapes.map((shape, i) => tf.variable(numbers(shape, 0.71 + i)));
    const [first, second, last] = variables as tf.Tensor[] as [
      tf.Tensor4D,
      tf.Tensor4D,
      tf.Tensor2D,
    ];
    const x = numbers([2, 33, 33, 1], 0.37) as tf.Tensor4D;
    const { value, grads } = tf.variableGrads(() => {
      const hidden = tf.maxPool(tf.relu(tf.conv2d(x, first, 1, 'same')), 3, 2, 'same');
      const { mean, variance } = tf.moments(hidden, [0, 1, 2]);
      const normal = hidden.sub(mean).div(variance.add(1e-3).sqrt());
      const features = tf
        .conv2d(normal as tf.Tensor4D, second, 1, 'valid')
        .mean<tf.Tensor2D>([1, 2]);
      const logits = features.matMul(last);
      const loss: tf.Tensor = tf.losses.softmaxCrossEntropy(tf.oneHot([1, 5], 10), logits);
      return loss.asScalar();
    }, variables);
    const all = [value, ...variables.map((variable) => grads[variable.name]!)];
    const results = all.map((tensor) => Array.from(tensor.dataSync()));
    variables.forEach((variable) => variable.dispose());
    return results;
  });
}

/** The same on every backend, since a GPU's sine is not exact. */
function numbers(shape: number[], step: number): tf.Tensor {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) =>
    Math.sin(step * (i + 1)),
  );
  return tf.tensor(values, shape);
}
