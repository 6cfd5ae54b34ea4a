import * as tf from '@tensorflow/tfjs';
import type { LayerClass } from '../check';
import { type Specimens, wrongBy } from '../../../grading/mutants/Mutants';
import { normalizationLayer } from '../../../grading/mutants/normalizationLayer';
import { asReleased, rightNormalizations } from './rightNormalizations';

const wrong = wrongBy(normalizationLayer);
const over = (axes: number[], keepDims = false): LayerClass =>
  asReleased((x) => {
    const { mean, variance } = tf.moments(x, axes, keepDims);
    return [mean, variance];
  });

/** A layer with one weight, which computes this. */
function computing(work: (x: tf.Tensor, gamma: tf.LayerVariable) => unknown): LayerClass {
  return class extends tf.layers.Layer {
    override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      return work(x, this.weights[0]!) as tf.Tensor;
    }
    override build(shape: tf.Shape | tf.Shape[]): void {
      this.addWeight('gamma', [(shape as number[])[4]!], 'float32', tf.initializers.ones());
      super.build(shape);
    }
    override getClassName(): string {
      return 'Computing';
    }
  };
}
const computes = wrongBy(computing);

/** Answers to the normalization of exercise 3.5. */
export const normalizations: Specimens<LayerClass> = {
  right: rightNormalizations,
  wrong: [
    wrong('group elements one by one', /one by one/, { axes: [0, 1, 2] }, [
      'one-mean',
      'equivariant-in-inference',
    ]),
    {
      name: 'group elements one by one, into weights of one number a channel',
      hint: /average over axis 3/,
      answer: over([0, 1, 2]),
      loses: 'all',
    },
    {
      name: 'averages that keep their axes',
      hint: /keep none of them/,
      answer: over([0, 1, 2, 3], true),
      loses: 'all',
    },
    computes('the scale not read', /read\(\)/, (x, gamma) => x.mul(gamma as never), 'all'),
    computes(
      'a call without its ()',
      /lacks its \(\)/,
      (x, gamma) => x.div((() => gamma.read().sqrt()) as never),
      'all',
    ),
    computes('nothing returned', /return/, () => undefined, 'all'),
    wrong('channels together', /Everything gets one mean/, { axes: [0, 1, 2, 3, 4] }, [
      'normalized',
    ]),
    wrong('picture by picture', /Each picture is normalized/, { axes: [1, 2, 3] }, [
      'normalized',
      'inference-still',
    ]),
    wrong('pixel by pixel', /Each pixel is normalized/, { axes: [0, 3] }, [
      'normalized',
      'equivariant-in-inference',
    ]),
    wrong('over the channels', /average is taken over the channels/, { axes: [4] }, [
      'normalized',
      'one-mean',
      'inference-still',
      'equivariant-in-inference',
    ]),
    wrong('group and channel axes mixed up', /changed places/, { axes: [0, 1, 2, 4] }, [
      'normalized',
      'one-mean',
      'equivariant-in-inference',
    ]),
    wrong(
      'divided by the variance',
      /divide by its square root/,
      {
        divide: (x, variance) => x.div(variance.add(1e-5)),
      },
      ['normalized'],
    ),
    wrong(
      'multiplied by the standard deviation',
      /divide by it/,
      {
        divide: (x, variance) => x.mul(variance.add(1e-5).sqrt()),
      },
      ['normalized'],
    ),
    wrong('not divided at all', /nothing is divided/, { divide: (x) => x }, ['normalized']),
    wrong('mean not subtracted', /mean is not subtracted/, { subtract: (x) => x }, ['normalized']),
    wrong('no epsilon', /1e-5/, { divide: (x, variance) => x.div(variance.sqrt()) }, ['finite']),
    wrong(
      'does nothing',
      /as it went in/,
      {
        subtract: (x) => x,
        divide: (x) => x,
      },
      ['normalized', 'inference-memory'],
    ),
    wrong('running averages never written', /Keep running averages/, { momentum: 1 }, [
      'inference-memory',
    ]),
    wrong('running variance never written', /Keep a running variance/, { keepsVariance: false }, [
      'inference-memory',
    ]),
    wrong(
      'statistics of the batch in inference as well',
      /running averages/,
      {
        inference: 'batch',
      },
      ['inference-memory', 'inference-still'],
    ),
    wrong(
      'running averages written in inference as well',
      /in training only/,
      { writes: 'always' },
      ['inference-memory', 'inference-still'],
    ),
    wrong(
      'the standard deviation averaged instead of the variance',
      /not its root/,
      {
        average: (variance) => variance.sqrt(),
      },
      ['inference-memory'],
    ),
    wrong('0.1 of the old value, 0.9 of the new one', /changed places/, { momentum: 0.1 }, [
      'inference-memory',
    ]),
    wrong('running averages slower', /0\.9 · running/, { momentum: 0.99 }, ['inference-memory']),
    wrong(
      'running averages in training as well',
      /running averages are used/,
      {
        training: 'running',
      },
      ['normalized'],
    ),
    wrong('scale not used', /multiply by the scale/, { scales: false }, ['scale-and-shift']),
    wrong('shift not used', /add the shift/, { shifts: false }, ['scale-and-shift']),
    wrong('scale and shift for each group element', /shared over the group/, { perElement: true }, [
      'scale-and-shift',
      'equivariant-in-training',
      'equivariant-in-inference',
    ]),
    wrong('group elements and pictures one by one', /by itself|one by one/, { axes: [1, 2] }, [
      'normalized',
      'one-mean',
      'inference-still',
      'equivariant-in-inference',
    ]),
    wrong(
      'the mean of each group element',
      /subtract the mean/,
      {
        subtract: (x) => x.sub(x.mean([0, 1, 2], true)),
      },
      ['one-mean', 'inference-memory', 'inference-still'],
    ),
    wrong(
      'the median position instead of the mean',
      /For each channel/,
      {
        subtract: (x) => x.sub(x.slice([0, 0, 0, 0, 0], [1, 1, 1, 1, -1])),
      },
      ['normalized', 'equivariant-in-training', 'inference-memory', 'equivariant-in-inference'],
    ),
    wrong(
      'the variance of the batch in inference',
      /running variance|0\.9 · running/,
      {
        keepsVariance: false,
        divide: (x, variance) => x.div(variance.add(1e-5).sqrt()),
        average: (variance) => variance.mul(0),
      },
      ['inference-memory'],
    ),
    wrong(
      'epsilon far too large',
      /For each channel/,
      {
        divide: (x, variance) => x.div(variance.add(1).sqrt()),
      },
      ['normalized'],
    ),
    wrong('the absolute value of the result', /For each channel/, { finish: (y) => y.abs() }, [
      'normalized',
      'one-mean',
    ]),
    wrong('a running average that starts over', /0\.9 · running/, { momentum: 0 }, [
      'inference-memory',
    ]),
    wrong('an axis of length 1 gets lost', /no axis gets lost/, { finish: (y) => y.mean(3) }, [
      'shape',
      'normalized',
      'one-mean',
      'finite',
      'scale-and-shift',
      'equivariant-in-training',
      'inference-memory',
      'inference-still',
      'equivariant-in-inference',
    ]),
  ],
};
