import * as tf from '@tensorflow/tfjs';
import { beta1, beta2, epsilon, type AdamMoments } from './AdamMoments';

/** Moments as tensors, updated by the operations that every backend has. */
export class PlainMoments implements AdamMoments {
  private first: tf.Tensor1D;
  private second: tf.Tensor1D;

  constructor(size: number) {
    this.first = tf.zeros([size]);
    this.second = tf.zeros([size]);
  }

  update(weights: tf.Tensor1D, gradient: tf.Tensor1D, step: number, rate: number): tf.Tensor1D {
    return tf.tidy(() => {
      const first = blend(this.first, gradient, beta1);
      const second = blend(this.second, gradient.square(), beta2);
      // The bias corrections are put into the two scalars, which saves two passes over the vectors.
      const correction = Math.sqrt(1 - beta2 ** step);
      const size = (rate * correction) / (1 - beta1 ** step);
      const change = first.mul(size).div(second.sqrt().add(epsilon * correction));
      this.keep(first, second);
      return weights.sub(change);
    });
  }

  read(): [Float32Array, Float32Array] {
    const [first, second] = [this.first, this.second].map((moment) => moment.dataSync().slice());
    return [first as Float32Array, second as Float32Array];
  }

  write(first: Float32Array, second: Float32Array): void {
    tf.tidy(() => this.keep(tf.tensor1d(first), tf.tensor1d(second)));
  }

  dispose(): void {
    tf.dispose([this.first, this.second]);
  }

  private keep(first: tf.Tensor1D, second: tf.Tensor1D): void {
    this.dispose();
    this.first = tf.keep(first);
    this.second = tf.keep(second);
  }
}

function blend(old: tf.Tensor1D, now: tf.Tensor1D, share: number): tf.Tensor1D {
  return old.mul(share).add(now.mul(1 - share));
}
