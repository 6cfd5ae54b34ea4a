import * as tf from '@tensorflow/tfjs';
import { stepNumbers, type AdamMoments } from '../backend/adam/AdamMoments';
import { PlainMoments } from '../backend/adam/PlainMoments';
import { NativeMoments } from '../backend/native/NativeMoments';
import { isOnGpu, usesFastKernels } from '../backend/native/operation';

/** What `Adam` needs to resume where it stopped. */
export interface AdamState {
  step: number;
  firstMoment: Float32Array;
  secondMoment: Float32Array;
}

type Numbers = [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];

/**
 * Adam (Kingma & Ba 2015), with weight decay on the weights themselves (AdamW, Loshchilov & Hutter
 * 2019) or on the gradient.
 *
 * All variables are updated as one long vector: that takes a few operations in all instead of a few
 * for each variable, and the state is easy to save.
 */
export class Adam {
  private step = 0;
  private readonly size: number;
  private readonly moments: AdamMoments;

  constructor(
    private readonly variables: readonly tf.Variable[],
    private readonly weightDecay: number,
    private readonly decoupled: boolean,
  ) {
    this.size = variables.reduce((sum, variable) => sum + variable.size, 0);
    const Moments = usesFastKernels() && !isOnGpu() ? NativeMoments : PlainMoments;
    this.moments = new Moments(this.size);
  }

  /**
   * Moves the variables one step against the gradients.
   *
   * @param gradients one gradient for each variable, in the same order
   * @param rate the learning rate
   */
  update(gradients: readonly tf.Tensor[], rate: number): void {
    tf.tidy(() => this.apply(gradients, this.next(rate)));
  }

  /**
   * The numbers of the next step, for `apply`; advances the step count.
   *
   * @param rate the learning rate
   */
  next(rate: number): tf.Tensor[] {
    this.step++;
    const { power1, power2, epsilon, size } = stepNumbers(this.step, rate);
    // The share of the weights that is kept or, if the decay is not decoupled, added to the
    // gradient.
    const share = this.decoupled ? 1 - rate * this.weightDecay : this.weightDecay;
    return [power1, power2, rate, epsilon, size, share].map((number) => tf.scalar(number));
  }

  /**
   * Moves the variables one step against the gradients. Everything that changes from step to step
   * is in its arguments, so the operation can be recorded.
   */
  apply(gradients: readonly tf.Tensor[], numbers: readonly tf.Tensor[]): void {
    const [power1, power2, rate, epsilon, size, share] = numbers as Numbers;
    tf.tidy(() => {
      let weights = flatten(this.variables);
      let gradient = flatten(gradients);
      if (this.decoupled) weights = weights.mul(share);
      else gradient = gradient.add(weights.mul(share));
      const updated = tf.split(
        this.moments.update(weights, gradient, { power1, power2, rate, epsilon, size }),
        this.variables.map((variable) => variable.size),
      );
      this.variables.forEach((variable, i) => variable.assign(updated[i]!.reshape(variable.shape)));
    });
  }

  /** The variables that `apply` changes besides the weights. */
  get changed(): tf.Variable[] {
    return this.moments.variables;
  }

  /** Other tensors that `apply` uses. */
  get used(): tf.Tensor[] {
    return this.moments.handles;
  }

  /** A copy of the moments and the step count. */
  state(): AdamState {
    const [firstMoment, secondMoment] = this.moments.read();
    return { step: this.step, firstMoment, secondMoment };
  }

  /**
   * Resumes from a saved state.
   *
   * @throws Error if the state belongs to another number of weights
   */
  restore(state: AdamState): void {
    if (state.firstMoment.length !== this.size) {
      throw new Error(
        `The optimizer's state is for ${state.firstMoment.length} weights, but the model has ${this.size}.`,
      );
    }
    this.step = state.step;
    this.moments.write(state.firstMoment, state.secondMoment);
  }

  dispose(): void {
    this.moments.dispose();
  }
}

function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat(tensors.map((tensor) => tensor.reshape<tf.Tensor1D>([-1])));
}
