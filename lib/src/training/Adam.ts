import * as tf from '@tensorflow/tfjs';
import type { AdamMoments } from '../backend/adam/AdamMoments';
import { momentsFor } from '../backend/adam/momentsFor';

/** What `Adam` needs to go on where it stopped. */
export interface AdamState {
  step: number;
  firstMoment: Float32Array;
  secondMoment: Float32Array;
}

/**
 * Adam (Kingma & Ba 2015), with weight decay on the weights themselves (AdamW, Loshchilov & Hutter 2019) or on the
 * gradient.
 *
 * All variables are updated as one long vector: a few operations a step in all, not for each variable, and a state that is
 * easily saved.
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
    this.moments = momentsFor(this.size);
  }

  /**
   * Moves the variables one step against the gradients.
   *
   * @param gradients one for each variable, in their order
   * @param rate the learning rate
   */
  update(gradients: readonly tf.Tensor[], rate: number): void {
    this.step++;
    tf.tidy(() => {
      let weights = flatten(this.variables);
      let gradient = flatten(gradients);
      if (this.decoupled) weights = weights.mul(1 - rate * this.weightDecay);
      else gradient = gradient.add(weights.mul(this.weightDecay));
      const updated = tf.split(
        this.moments.update(weights, gradient, this.step, rate),
        this.variables.map((variable) => variable.size),
      );
      this.variables.forEach((variable, i) => variable.assign(updated[i]!.reshape(variable.shape)));
    });
  }

  /** A copy of the moments and the step count. */
  state(): AdamState {
    const [firstMoment, secondMoment] = this.moments.read();
    return { step: this.step, firstMoment, secondMoment };
  }

  /**
   * Goes on from a saved state.
   *
   * @throws Error if the state belongs to variables of another size
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
