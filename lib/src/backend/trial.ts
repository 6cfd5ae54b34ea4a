import * as tf from '@tensorflow/tfjs';

const patience = 250;

/**
 * How many times a second the backend in use computes the gradients of a medium-sized convolution.
 * Measuring takes a moment.
 */
export function convolutionsPerSecond(): number {
  const x: tf.Tensor4D = tf.zeros([64, 9, 9, 64]);
  const filter: tf.Tensor4D = tf.zeros([3, 3, 64, 128]);
  const gradients = tf.grads((x, filter) =>
    tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same').sum(),
  );
  const run = (): void =>
    tf.tidy(() => {
      // Reading waits until the result is computed, not only requested.
      for (const gradient of gradients([x, filter])) gradient.sum().dataSync();
    });
  // The first runs also prepare what later runs reuse.
  run();
  run();
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < patience) {
    run();
    count++;
  }
  const seconds = (performance.now() - started) / 1000;
  tf.dispose([x, filter]);
  return count / seconds;
}
