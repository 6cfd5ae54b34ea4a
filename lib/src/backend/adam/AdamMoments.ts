import type * as tf from '@tensorflow/tfjs';

/** Adam's constants. */
export const beta1 = 0.9;
export const beta2 = 0.999;
const epsilon = 1e-8;

/** The numbers that Adam uses in one step. */
export interface StepNumbers<T> {
  /** β₁ and β₂ to the power of the step. */
  power1: T;
  power2: T;
  /** The learning rate. */
  rate: T;
  /** Added to the root of the second moment, which itself is not corrected. */
  epsilon: T;
  /** The learning rate with both bias corrections. */
  size: T;
}

/**
 * @param step counted from 1
 * @param rate the learning rate
 */
export function stepNumbers(step: number, rate: number): StepNumbers<number> {
  const [power1, power2] = [beta1 ** step, beta2 ** step];
  const correction = Math.sqrt(1 - power2);
  const size = (rate * correction) / (1 - power1);
  return { power1, power2, rate, epsilon: epsilon * correction, size };
}

/** Adam's moments for a vector of weights, kept where the backend updates them fastest. */
export interface AdamMoments {
  /** Updates the moments with a gradient and returns the new weights. */
  update(weights: tf.Tensor1D, gradient: tf.Tensor1D, numbers: StepNumbers<tf.Tensor>): tf.Tensor1D;
  /** The first and the second moment. */
  read(): [Float32Array, Float32Array];
  write(first: Float32Array, second: Float32Array): void;
  dispose(): void;
  /** The variables that an update changes. */
  readonly variables: tf.Variable[];
  /** Other tensors that an update uses. */
  readonly handles: tf.Tensor[];
}
