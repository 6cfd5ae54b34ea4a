import * as tf from '@tensorflow/tfjs';
import { normalizeBatch } from '../backend/normalizeBatch';
import { onlyShape, onlyTensor, type LayerArgs } from './arguments';

/** Options of `GroupBatchNorm`. */
export interface GroupBatchNormArgs extends LayerArgs {
  /** Share of the old value in the running statistics; default 0.9. */
  momentum?: number;
  /** Added to the variance; default 1e-5. */
  epsilon?: number;
}

/**
 * Batch normalization that preserves equivariance: each channel is normalized with *one* mean and
 * variance over batch, space and group. Separate statistics for each group element would not follow
 * when the group axis is permuted.
 *
 * `y = γ (x - E[x]) / √(Var[x] + ε) + β` (Ioffe & Szegedy 2015, with the expectations also over the
 * group)
 *
 * Input and output `[batch, height, width, |G|, channels]` (or any shape with the channels last);
 * weights `gamma`, `beta`, `moving_mean`, `moving_variance`, each `[channels]`. In training it uses
 * the batch's statistics and updates the running ones (with the unbiased variance, as PyTorch
 * does); in inference it uses the running ones.
 *
 * @example
 * new GroupBatchNorm().apply(tf.zeros([5, 33, 33, 4, 8]), { training: true });
 */
export class GroupBatchNorm extends tf.layers.Layer {
  static readonly className: string = 'GroupBatchNorm';
  private readonly momentum: number;
  private readonly epsilon: number;
  private gamma: tf.LayerVariable | undefined;
  private beta: tf.LayerVariable | undefined;
  private movingMean: tf.LayerVariable | undefined;
  private movingVariance: tf.LayerVariable | undefined;

  constructor(args: GroupBatchNormArgs = {}) {
    super(args);
    this.momentum = args.momentum ?? 0.9;
    this.epsilon = args.epsilon ?? 1e-5;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = onlyShape(inputShape);
    const channels = shape[shape.length - 1]!;
    const { zeros, ones } = tf.initializers;
    this.gamma = this.addWeight('gamma', [channels], 'float32', ones());
    this.beta = this.addWeight('beta', [channels], 'float32', zeros());
    const statistic = (name: string, initial: ReturnType<typeof ones>): tf.LayerVariable =>
      this.addWeight(name, [channels], 'float32', initial, undefined, false);
    this.movingMean = statistic('moving_mean', zeros());
    this.movingVariance = statistic('moving_variance', ones());
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean } = {}): tf.Tensor {
    return tf.tidy(() => {
      const input = onlyTensor(inputs);
      const channels = input.shape[input.rank - 1]!;
      // Batch, space and group form one axis, which leaves one normalization for each channel.
      const x = input.reshape<tf.Tensor2D>([-1, channels]);
      const [gamma, beta] = [this.gamma!.read(), this.beta!.read()];
      const [mean, variance] = [this.movingMean!.read(), this.movingVariance!.read()];
      if (kwargs.training) {
        const running = { mean, variance };
        const batch = normalizeBatch(x, gamma, beta, this.epsilon, running, this.momentum);
        this.movingMean!.write(batch.mean);
        this.movingVariance!.write(batch.variance);
        return batch.y.reshape(input.shape);
      }
      return tf.batchNorm(x, mean, variance, beta, gamma, this.epsilon).reshape(input.shape);
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return onlyShape(inputShape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), momentum: this.momentum, epsilon: this.epsilon };
  }
}
tf.serialization.registerClass(GroupBatchNorm);
