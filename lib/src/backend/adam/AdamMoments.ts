import type * as tf from '@tensorflow/tfjs';

/** The numbers of Adam that are the same in every run. */
export const beta1 = 0.9;
export const beta2 = 0.999;
export const epsilon = 1e-8;

/** Adam's moments for a vector of weights, kept where the backend updates them fastest. */
export interface AdamMoments {
  /**
   * Takes a gradient into the moments and moves the weights.
   *
   * @param step counted from 1
   * @param rate the learning rate
   * @returns the new weights
   */
  update(weights: tf.Tensor1D, gradient: tf.Tensor1D, step: number, rate: number): tf.Tensor1D;
  /** The first and the second moment. */
  read(): [Float32Array, Float32Array];
  write(first: Float32Array, second: Float32Array): void;
  dispose(): void;
}
