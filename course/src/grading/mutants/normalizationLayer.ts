import * as tf from '@tensorflow/tfjs';
import type { LayerClass } from '../../exercises/3.5-normalization/check';

/** The steps of a batch normalization; those left out are right. */
export interface NormalizationOptions {
  /** The axes of mean and variance; right: 0, 1, 2, 3. */
  axes?: number[];
  subtract?: (x: tf.Tensor, mean: tf.Tensor) => tf.Tensor;
  divide?: (x: tf.Tensor, variance: tf.Tensor) => tf.Tensor;
  /** The weight of the old running averages; right: 0.9. */
  momentum?: number;
  /** What the running variance averages, from the batch's variance; right: that variance. */
  average?: (variance: tf.Tensor) => tf.Tensor;
  /** Whether the running variance is written. */
  keepsVariance?: boolean;
  /** The averages used in inference; right: running. */
  inference?: 'running' | 'batch';
  /** The averages used in training; right: batch. */
  training?: 'running' | 'batch';
  /** When the running averages are written; right: training. */
  writes?: 'training' | 'always';
  scales?: boolean;
  shifts?: boolean;
  /** Whether each group element has its own scale and shift. */
  perElement?: boolean;
  finish?: (y: tf.Tensor) => tf.Tensor;
}

/** A class of batch normalizations; right if no step is replaced. */
export function normalizationLayer(options: NormalizationOptions): LayerClass {
  const {
    axes = [0, 1, 2, 3],
    subtract = (x: tf.Tensor, mean: tf.Tensor) => x.sub(mean),
    divide = (x: tf.Tensor, variance: tf.Tensor) => x.div(variance.add(1e-5).sqrt()),
    average = (variance: tf.Tensor) => variance,
    momentum = 0.9,
    scales = true,
    shifts = true,
  } = options;
  return class extends tf.layers.Layer {
    private gamma!: tf.LayerVariable;
    private beta!: tf.LayerVariable;
    private mean: tf.Tensor = tf.scalar(0);
    private variance: tf.Tensor = tf.scalar(1);

    override build(shape: tf.Shape | tf.Shape[]): void {
      const channels = (shape as number[])[4]!;
      const weightShape = options.perElement ? [4, channels] : [channels];
      this.gamma = this.addWeight('gamma', weightShape, 'float32', tf.initializers.ones());
      this.beta = this.addWeight('beta', weightShape, 'float32', tf.initializers.zeros());
      super.build(shape);
    }

    override call(
      inputs: tf.Tensor | tf.Tensor[],
      { training = false }: { training?: boolean },
    ): tf.Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      const batch = tf.moments(x, axes, true);
      if (training || options.writes === 'always') this.write(batch.mean, batch.variance);
      const source =
        (training ? options.training : options.inference) ?? (training ? 'batch' : 'running');
      const running = { mean: this.mean, variance: this.variance };
      const { mean, variance } = source === 'batch' ? batch : running;
      let y = divide(subtract(x, mean), variance);
      if (scales) y = y.mul(this.gamma.read());
      if (shifts) y = y.add(this.beta.read());
      return options.finish?.(y) ?? y;
    }

    private write(mean: tf.Tensor, variance: tf.Tensor): void {
      const blend = (old: tf.Tensor, now: tf.Tensor): tf.Tensor =>
        tf.keep(old.mul(momentum).add(now.mul(1 - momentum)));
      const old = [this.mean, this.variance];
      this.mean = blend(this.mean, mean);
      if (options.keepsVariance ?? true) this.variance = blend(this.variance, average(variance));
      old
        .filter((each) => each !== this.mean && each !== this.variance)
        .forEach((each) => each.dispose());
    }

    override getClassName(): string {
      return 'Normalization';
    }
  };
}
