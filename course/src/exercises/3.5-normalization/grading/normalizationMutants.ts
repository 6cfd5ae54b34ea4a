import * as tf from '@tensorflow/tfjs';
import { GroupBatchNorm } from 'equivariant';
import type { LayerClass } from '../check';
import { type Specimens, wrongBy } from '../../../grading/mutants/Mutants';
import { normalizationLayer } from '../../../grading/mutants/normalizationLayer';

const wrong = wrongBy(normalizationLayer);

/** Answers to the normalization of exercise 3.5. */
export const normalizations: Specimens<LayerClass> = {
  right: [
    { name: 'moments over four axes', answer: normalizationLayer({}) },
    { name: 'one matrix of all places, unbiased running variance', answer: GroupBatchNorm },
    { name: 'sums by hand, statistics outside the weights', answer: byHand() },
  ],
  wrong: [
    wrong('group elements one by one', /one by one/, { axes: [0, 1, 2] }),
    wrong('channels together', /Everything gets one mean/, { axes: [0, 1, 2, 3, 4] }),
    wrong('picture by picture', /Each picture is normalized/, { axes: [1, 2, 3] }),
    wrong('pixel by pixel', /Each pixel is normalized/, { axes: [0, 3] }),
    wrong('over the channels', /average is taken over the channels/, { axes: [4] }),
    wrong('group and channel axes mixed up', /changed places/, { axes: [0, 1, 2, 4] }),
    wrong('divided by the variance', /divide by its square root/, {
      divide: (x, variance) => x.div(variance.add(1e-5)),
    }),
    wrong('multiplied by the standard deviation', /divide by it/, {
      divide: (x, variance) => x.mul(variance.add(1e-5).sqrt()),
    }),
    wrong('not divided at all', /nothing is divided/, { divide: (x) => x }),
    wrong('mean not subtracted', /mean is not subtracted/, { subtract: (x) => x }),
    wrong('no epsilon', /1e-5/, { divide: (x, variance) => x.div(variance.sqrt()) }),
    wrong('does nothing', /as it went in/, {
      subtract: (x) => x,
      divide: (x) => x,
    }),
    wrong('running averages never written', /Keep running averages/, { momentum: 1 }),
    wrong('running variance never written', /Keep a running variance/, { keepsVariance: false }),
    wrong('statistics of the batch in inference as well', /running averages/, {
      inference: 'batch',
    }),
    wrong('running averages written in inference as well', /training alone/, { writes: 'always' }),
    wrong('the standard deviation averaged instead of the variance', /not its root/, {
      average: (variance) => variance.sqrt(),
    }),
    wrong('0.1 of the old value, 0.9 of the new one', /changed places/, { momentum: 0.1 }),
    wrong('running averages slower', /0\.9 · running/, { momentum: 0.99 }),
    wrong('running averages in training as well', /running averages are used/, {
      training: 'running',
    }),
    wrong('scale not used', /multiply by the scale/, { scales: false }),
    wrong('shift not used', /add the shift/, { shifts: false }),
    wrong('scale and shift for each group element', /shared over the group/, { perElement: true }),
    wrong('an axis of length 1 gets lost', /no axis gets lost/, { finish: (y) => y.mean(3) }),
  ],
};

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
