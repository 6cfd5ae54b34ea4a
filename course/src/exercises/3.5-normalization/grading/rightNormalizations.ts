import * as tf from '@tensorflow/tfjs';
import { GroupBatchNorm } from 'equivariant';
import type { RightAnswer } from '../../../grading/mutants/Mutants';
import { normalizationLayer } from '../../../grading/mutants/normalizationLayer';
import type { LayerClass } from '../check';

type Statistics = (x: tf.Tensor) => tf.Tensor[];

const moments: Statistics = (x) => {
  const { mean, variance } = tf.moments(x, [0, 1, 2, 3]);
  return [mean, variance];
};

/** Ways to the mean and the variance of each channel. */
const statistics: Record<string, Statistics> = {
  'the weights of the notebook': moments,
  'one row for each place': (x) => {
    const { mean, variance } = tf.moments(x.reshape([-1, x.shape[4]!]), 0);
    return [mean, variance];
  },
  'channels first': (x) => {
    const { mean, variance } = tf.moments(x.transpose([4, 3, 2, 1, 0]), [1, 2, 3, 4]);
    return [mean, variance];
  },
  'the mean of the squares less the square of the mean': (x) => {
    const mean = x.mean([0, 1, 2, 3]);
    return [mean, x.square().mean([0, 1, 2, 3]).sub(mean.square())];
  },
  'squared distances from the mean': (x) => {
    const mean = x.mean([0, 1, 2, 3], true);
    return [mean.squeeze(), x.sub(mean).square().mean([0, 1, 2, 3])];
  },
  'one axis after the other': (x) => {
    const mean = x.mean(0).mean(0).mean(0).mean(0);
    return [mean, x.sub(mean).square().mean(3).mean(2).mean(1).mean(0)];
  },
  'by matrix products with a column of ones': (x) => {
    const rows = x.reshape<tf.Tensor2D>([-1, x.shape[4]!]);
    const average = (y: tf.Tensor): tf.Tensor =>
      tf.ones([1, y.shape[0]]).matMul(y).div(y.shape[0]).reshape([-1]);
    const mean = average(rows);
    return [mean, average(rows.sub(mean).square())];
  },
};

/** The layer of the notebook with these statistics. */
export function asReleased(statistics: Statistics, isOneWeight = false): LayerClass {
  return class extends tf.layers.Layer {
    private readonly all: tf.LayerVariable[] = [];

    override build(shape: tf.Shape | tf.Shape[]): void {
      const channels = (shape as number[])[4]!;
      const { ones, zeros } = tf.initializers;
      const both = tf.initializers.identity({});
      const learned = isOneWeight ? [] : [ones(), zeros()];
      if (isOneWeight) {
        both.apply = () => tf.stack([tf.ones([channels]), tf.zeros([channels])]);
        this.all.push(this.addWeight('both', [2, channels], 'float32', both));
      }
      learned.forEach((initial, i) =>
        this.all.push(this.addWeight(`learned${i}`, [channels], 'float32', initial)),
      );
      [zeros(), ones()].forEach((initial, i) =>
        this.all.push(
          this.addWeight(`running${i}`, [channels], 'float32', initial, undefined, false),
        ),
      );
      super.build(shape);
    }

    override call(
      inputs: tf.Tensor | tf.Tensor[],
      { training }: { training?: boolean },
    ): tf.Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      const running = this.all.slice(-2);
      let used = running.map((weight) => weight.read());
      if (training) {
        const batch = statistics(x);
        running.forEach((weight, i) =>
          weight.write(used[i]!.add(batch[i]!.sub(used[i]!).mul(0.1))),
        );
        used = batch;
      }
      const learned = this.all.slice(0, -2).map((weight) => weight.read());
      const [gamma, beta] = isOneWeight ? tf.unstack(learned[0]!) : learned;
      return tf.add(x.sub(used[0]!).div(used[1]!.add(1e-5).sqrt()).mul(gamma!), beta!);
    }

    override getClassName(): string {
      return 'AsReleased';
    }
  };
}

/** A right normalization that keeps its averages in its own variables and adds up its sums. */
function byHand(): LayerClass {
  return class extends tf.layers.Layer {
    private weightsOf: tf.LayerVariable[] = [];
    private running: tf.Variable[] = [];

    override build(shape: tf.Shape | tf.Shape[]): void {
      const channels = [(shape as number[])[4]!];
      const { ones, zeros } = tf.initializers;
      this.weightsOf = [ones(), zeros()].map((initial, i) =>
        this.addWeight(`w${i}`, channels, 'float32', initial),
      );
      this.running = [tf.zeros(channels), tf.ones(channels)].map((value) =>
        tf.variable(value, false),
      );
      super.build(shape);
    }

    override call(
      inputs: tf.Tensor | tf.Tensor[],
      { training }: { training?: boolean },
    ): tf.Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      let [mean, variance]: tf.Tensor[] = this.running;
      if (training) {
        const count = x.size / x.shape[4]!;
        mean = x.sum([0, 1, 2, 3]).div(count);
        variance = x.square().sum([0, 1, 2, 3]).div(count).sub(mean.square());
        [mean, variance].forEach((now, i) => {
          const old = this.running[i]!;
          old.assign(old.add(now.sub(old).mul(0.1)));
        });
      }
      const [gamma, beta] = this.weightsOf.map((weight) => weight.read());
      return x.sub(mean!).mul(variance!.add(1e-5).rsqrt()).mul(gamma!).add(beta!);
    }

    override getClassName(): string {
      return 'ByHand';
    }
  };
}

/** Right normalizations, written in different ways. */
export const rightNormalizations: RightAnswer<LayerClass>[] = [
  { name: 'moments over four axes', answer: normalizationLayer({}) },
  { name: 'one matrix of all places, unbiased running variance', answer: GroupBatchNorm },
  { name: 'sums by hand, statistics outside the weights', answer: byHand() },
  ...Object.entries(statistics).map(([name, answer]) => ({ name, answer: asReleased(answer) })),
  { name: 'scale and shift in one weight', answer: asReleased(moments, true) },
];
