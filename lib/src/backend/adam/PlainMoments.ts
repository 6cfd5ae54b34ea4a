import * as tf from '@tensorflow/tfjs';
import { beta1, beta2, type AdamMoments, type StepNumbers } from './AdamMoments';

/** Moments that are updated by operations available on every backend. */
export class PlainMoments implements AdamMoments {
  readonly variables: tf.Variable[];
  readonly handles = [];

  constructor(size: number) {
    this.variables = tf.tidy(() => [1, 2].map(() => tf.variable(tf.zeros([size]), false)));
  }

  update(
    weights: tf.Tensor1D,
    gradient: tf.Tensor1D,
    { size, epsilon }: StepNumbers<tf.Tensor>,
  ): tf.Tensor1D {
    return tf.tidy(() => {
      const [first, second] = this.moments();
      first.assign(blend(first, gradient, beta1));
      second.assign(blend(second, gradient.square(), beta2));
      return weights.sub(first.mul(size).div(second.sqrt().add(epsilon)));
    });
  }

  read(): [Float32Array, Float32Array] {
    const [first, second] = this.moments();
    return [first.dataSync<'float32'>().slice(), second.dataSync<'float32'>().slice()];
  }

  write(...values: [Float32Array, Float32Array]): void {
    tf.tidy(() => {
      this.moments().forEach((moment, i) => moment.assign(tf.tensor1d(values[i]!)));
    });
  }

  dispose(): void {
    tf.dispose(this.variables);
  }

  private moments(): [tf.Variable, tf.Variable] {
    return this.variables as [tf.Variable, tf.Variable];
  }
}

function blend(old: tf.Tensor, now: tf.Tensor, share: number): tf.Tensor {
  return old.mul(share).add(now.mul(1 - share));
}
