import * as tf from '@tensorflow/tfjs';

/** What `Adam` needs to go on where it stopped. */
export interface AdamState {
  step: number;
  firstMoment: Float32Array;
  secondMoment: Float32Array;
}

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

/**
 * Adam (Kingma & Ba 2015), with weight decay on the weights themselves (AdamW, Loshchilov & Hutter 2019) or on the
 * gradient.
 *
 * All variables are updated as one long vector: a dozen operations a step in all, not a dozen for each variable, and a state that
 * is easily saved.
 */
export class Adam {
  private step = 0;
  private firstMoment: tf.Tensor1D;
  private secondMoment: tf.Tensor1D;

  constructor(
    private readonly variables: readonly tf.Variable[],
    private readonly weightDecay: number,
    private readonly decoupled: boolean,
  ) {
    const size = variables.reduce((sum, variable) => sum + variable.size, 0);
    this.firstMoment = tf.zeros([size]);
    this.secondMoment = tf.zeros([size]);
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
      const weights = flatten(this.variables);
      let gradient = flatten(gradients);
      if (!this.decoupled) gradient = gradient.add(weights.mul(this.weightDecay));
      const first = blend(this.firstMoment, gradient, beta1);
      const second = blend(this.secondMoment, gradient.square(), beta2);
      // The bias corrections are put into the two scalars, which saves two passes over the vectors.
      const correction = Math.sqrt(1 - beta2 ** this.step);
      const size = (rate * correction) / (1 - beta1 ** this.step);
      const change = first.mul(size).div(second.sqrt().add(epsilon * correction));
      const decayed = this.decoupled ? weights.mul(1 - rate * this.weightDecay) : weights;
      const updated = tf.split(
        decayed.sub(change),
        this.variables.map((variable) => variable.size),
      );
      this.variables.forEach((variable, i) => variable.assign(updated[i]!.reshape(variable.shape)));
      this.keep(first, second);
    });
  }

  /** A copy of the moments and the step count. */
  state(): AdamState {
    return {
      step: this.step,
      firstMoment: this.firstMoment.dataSync<'float32'>().slice(),
      secondMoment: this.secondMoment.dataSync<'float32'>().slice(),
    };
  }

  /**
   * Goes on from a saved state.
   *
   * @throws Error if the state belongs to variables of another size
   */
  restore(state: AdamState): void {
    if (state.firstMoment.length !== this.firstMoment.size) {
      throw new Error(
        `The optimizer's state is for ${state.firstMoment.length} weights, but the model has ${this.firstMoment.size}.`,
      );
    }
    this.step = state.step;
    tf.tidy(() => this.keep(tf.tensor1d(state.firstMoment), tf.tensor1d(state.secondMoment)));
  }

  dispose(): void {
    tf.dispose([this.firstMoment, this.secondMoment]);
  }

  private keep(first: tf.Tensor1D, second: tf.Tensor1D): void {
    this.dispose();
    this.firstMoment = tf.keep(first);
    this.secondMoment = tf.keep(second);
  }
}

function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat(tensors.map((tensor) => tensor.reshape<tf.Tensor1D>([-1])));
}

function blend(old: tf.Tensor1D, now: tf.Tensor1D, share: number): tf.Tensor1D {
  return old.mul(share).add(now.mul(1 - share));
}
