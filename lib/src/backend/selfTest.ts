import * as tf from '@tensorflow/tfjs';
import { C4CNNWithBatchNorm } from '../models/models';

/** Says that a backend computes wrong numbers. */
export class WrongNumbers extends Error {}

/** The largest difference, as a share of the largest number. */
const tolerance = 1e-3;
/** More numbers than a backend reads at once. */
const many = 70_000;

/**
 * Tests the backend in use: logits and gradients of a small network, compared with those that
 * TensorFlow.js's own backend in JavaScript computes, and both ways of reading a tensor.
 *
 * @throws WrongNumbers if the backend must not be used
 */
export async function testBackend(): Promise<void> {
  const name = tf.getBackend();
  const found = lossAndGradients();
  const numbers = tf.tidy(() => tf.range(0, many).add(0.5));
  const reads = [numbers.dataSync(), await numbers.data()];
  numbers.dispose();
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

function lossAndGradients(): number[][] {
  return tf.tidy(() => {
    const model = new C4CNNWithBatchNorm({ channels: [2, 3], seed: 1 });
    // The same on every backend, since a GPU's sine is not exact.
    const pixels = Float32Array.from({ length: 2 * 33 * 33 }, (_, i) => Math.sin(0.37 * i));
    const x = tf.tensor4d(pixels, [2, 33, 33, 1]);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { value, grads } = tf.variableGrads(() => {
      const logits = model.apply(x, { training: true }) as tf.Tensor;
      const loss: tf.Tensor = tf.losses.softmaxCrossEntropy(tf.oneHot([1, 5], 10), logits);
      return loss.asScalar();
    }, variables);
    const all = [value, ...variables.map((variable) => grads[variable.name]!)];
    const results = all.map((tensor) => Array.from(tensor.dataSync()));
    model.dispose();
    return results;
  });
}
