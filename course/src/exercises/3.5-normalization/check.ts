import * as tf from '@tensorflow/tfjs';
import { C4 } from 'equivariant';
import { requireEquivariance } from '../../checks/equivariance';
import { find, onlyIf, Wrong, type Finding } from '../../checks/Finding';
import { largestDifference } from '../../checks/largestDifference';
import { inferenceFindings, type InferenceId } from './inference';
import {
  fieldOf,
  normalize,
  unlikeChannels,
  unlikeElements,
  type MakeNormalization,
} from './normalize';
import { statisticsHint } from './statisticsHint';

/** A class of layers without settings. */
export type LayerClass = new () => tf.layers.Layer;

type Id =
  | InferenceId
  | 'shape'
  | 'normalized'
  | 'one-mean'
  | 'finite'
  | 'scale-and-shift'
  | `equivariant-in-${'training' | 'inference'}`;

/** Findings about a batch normalization of fields `[batch, height, width, 4, channels]`. */
export function normalizationFindings(make: MakeNormalization): Finding<Id>[] {
  const shape = find('shape', 'the shape stays as it is', () => {
    const [input, got] = [fieldOf(1), normalize(make(), fieldOf(1), true)];
    if (got.shape.join() === input.shape.join()) return `[${got.shape.join(', ')}]`;
    throw new Wrong(`expected [${input.shape.join(', ')}], got [${got.shape.join(', ')}]`, {
      hint: 'A mean of shape [channels] broadcasts along the last axis; no axis gets lost.',
    });
  });
  return onlyIf<Id, Id>(shape, () => {
    const normalized = find(
      'normalized',
      'in training each channel is normalized with its mean and variance in the batch',
      () => requireNormalized(make),
    );
    return [
      normalized,
      find('one-mean', 'one mean for all four group elements', () => requireOneMean(make)),
      find('finite', 'a constant channel causes no division by 0', () => requireFinite(make)),
      find('scale-and-shift', 'it learns a scale and a shift for each channel', () =>
        requireScaleAndShift(make),
      ),
      equivariance(make, 'training'),
      ...inferenceFindings(make, normalized),
      equivariance(make, 'inference'),
    ];
  });
}

function requireNormalized(make: MakeNormalization): string {
  const x = unlikeChannels(2);
  const y = normalize(make(), x, true);
  const { mean, variance } = tf.moments(x, [0, 1, 2, 3]);
  const expected = x.sub(mean).div(variance.add(1e-5).sqrt());
  const { value, at } = largestDifference(y, expected);
  if (value < 1e-2) return `off by at most ${value.toExponential(1)}`;
  const other = unlikeElements(2).mul(unlikeChannels(2));
  throw new Wrong(`off by ${value.toPrecision(2)} at ${at}`, {
    hint: statisticsHint(other, normalize(make(), other, true)),
  });
}

function requireOneMean(make: MakeNormalization): string {
  // Element h of this field has mean h. Separate statistics for each element would remove that.
  const steps = tf.range(0, 4).reshape([1, 1, 1, 4, 1]);
  const x = fieldOf(3).mul(0.1).add(steps);
  const means = normalize(make(), x, true).mean([0, 1, 2, 4]).dataSync();
  if (means[3]! - means[0]! > 1) return 'differences between the elements survive';
  throw new Wrong(
    `elements 0 and 3 differ by 3 in the field, and by ${(means[3]! - means[0]!).toPrecision(2)} afterwards; about 2.7 is right`,
    { hint: statisticsHint(x, normalize(make(), x, true)) },
  );
}

function requireFinite(make: MakeNormalization): string {
  const y = normalize(make(), tf.onesLike(fieldOf(1)), true);
  if (y.dataSync().every(Number.isFinite)) return 'the output is finite';
  throw new Wrong('a field of ones gives NaN or infinity', {
    hint: 'Its variance is 0: add ε = 1e-5 to the variance before the square root.',
  });
}

function requireScaleAndShift(make: MakeNormalization): string {
  const layer = make();
  const x = fieldOf(4);
  normalize(layer, x, true);
  const count = layer.trainableWeights.reduce(
    (sum, weight) => sum + tf.util.sizeFromShape(weight.read().shape),
    0,
  );
  const expected = 2 * x.shape[4]!;
  if (count !== expected) {
    throw new Wrong(`3 channels should have ${expected} trainable weights, but have ${count}`, {
      hint: 'Two for each channel: the scale γ and the shift β, shared over the group. The running averages are not learned.',
    });
  }
  // Each weight gets its own number, which must come back as a mean or a standard deviation.
  let next = 1;
  for (const weight of layer.trainableWeights) {
    const { shape, size } = weight.read();
    weight.write(tf.range(next, next + size).reshape(shape));
    next += size;
  }
  const { mean, variance } = tf.moments(normalize(layer, x, true), [0, 1, 2, 3]);
  const isUsed = (shifts: tf.Tensor, scales: tf.Tensor): boolean =>
    [...shifts.dataSync(), ...scales.dataSync()]
      .sort((a, b) => a - b)
      .every((value, k) => Math.abs(value - (k + 1)) < 0.02 * (k + 1));
  if (isUsed(mean, variance.sqrt())) return 'γ and β are used';
  // Even a field that is not normalized as it should be can be scaled and shifted.
  const other = make();
  normalize(other, x, true);
  const before = tf.moments(normalize(other, x, true), [0, 1, 2, 3]);
  const scale = variance.div(before.variance).sqrt();
  if (isUsed(mean.sub(before.mean.mul(scale)), scale)) return 'γ and β are used';
  throw new Wrong(
    `with other weights the channels have the means ${listed(mean)} and the standard deviations ${listed(variance.sqrt())}, which are not the weights 1 to ${expected}`,
    { hint: 'The result is γ · (x - μ) / √(σ² + ε) + β: multiply by the scale, add the shift.' },
  );
}

function equivariance<Mode extends 'training' | 'inference'>(
  make: MakeNormalization,
  mode: Mode,
): Finding<`equivariant-in-${Mode}`> {
  /** A new one each time, since an application may change what the next one gives. */
  const layer = (): tf.layers.Layer => {
    const made = make();
    normalize(made, unlikeElements(4), true);
    // Distinct weights, so that sharing them over the group matters.
    made.trainableWeights.forEach((weight) => {
      const { shape, size } = weight.read();
      weight.write(tf.linspace(0.5, 1.5, size).reshape(shape));
    });
    return made;
  };
  return find(`equivariant-in-${mode}`, `equivariant in ${mode}`, () =>
    requireEquivariance({
      mapping: (x) => normalize(layer(), x, mode === 'training'),
      group: C4,
      input: () => unlikeElements(5),
      hint: () =>
        mode === 'training'
          ? 'Mean, variance, scale and shift must be the same for all four group elements: average over the axes 0, 1, 2 and 3.'
          : 'The running averages must be shared over the group elements as well: one for each channel.',
    }),
  );
}

function listed(values: tf.Tensor): string {
  return [...values.dataSync()].map((value) => value.toPrecision(2)).join(', ');
}
