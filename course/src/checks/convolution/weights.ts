import * as tf from '@tensorflow/tfjs';
import { Wrong } from '../Finding';
import { randomSeed } from '../randomSeed';
import type { Trial } from './Trial';

/** How many free weights the layer has. */
export function parameterCount({ layer }: Trial): number {
  return layer.trainableWeights.reduce(
    (sum, weight) => sum + tf.util.sizeFromShape(weight.read().shape),
    0,
  );
}

/** A hint for more than one property. */
export const unsharedBias =
  'The bias is not shared over the group: there is one for each filter, the same for all group elements. Add it after the group has an axis of its own.';

/** Requires the right bias, read off the output for an empty picture. */
export function requireSharedBias(trial: Trial): string {
  const { filters, useBias } = trial.setting;
  const order = trial.outputOrder;
  const y = trial.apply(tf.zeros(trial.inputShape())).dataSync();
  const of = (position: number): number => y[position]!;
  if (useBias === false) {
    if (y.every((value) => value === 0)) return 'an empty picture gives 0';
    throw new Wrong(`an empty picture should give 0, but gives ${of(0).toPrecision(2)}`, {
      hint: 'With useBias: false there is no bias to add.',
    });
  }
  if (y.every((value) => value === 0)) {
    throw new Wrong('an empty picture should give the bias, but gives 0 everywhere', {
      hint: 'The bias is a weight of the layer, but is never added to the result.',
    });
  }
  for (let position = 0; position < y.length; position++) {
    const element = Math.floor(position / filters) % order;
    const channel = position % filters;
    if (same(of(position), of(channel))) continue;
    if (!same(of(position), of(element * filters + channel))) {
      throw new Wrong('an empty picture should give the same bias at every pixel, but does not', {
        hint: 'One bias for each filter, the same for every pixel.',
      });
    }
    throw new Wrong(
      `the bias of channel ${channel} is ${of(channel).toPrecision(2)} at group element 0, but ${of(position).toPrecision(2)} at element ${element}`,
      {
        hint: unsharedBias,
      },
    );
  }
  const biases = new Set(y.slice(0, filters));
  if (biases.size < filters) {
    throw new Wrong(
      `${filters} filters should have ${filters} biases, but there are ${biases.size}`,
      {
        hint: 'Each filter has a bias of its own: shape [filters].',
      },
    );
  }
  return order > 1 ? 'one for each filter, shared over pixels and group' : 'one for each filter';
}

const noGradientHint =
  'Compute with tensors all the way from the weights: a value that was taken out with arraySync or dataSync, kept from build, or made with tf.tensor has no gradient.';
const neverUsedHint =
  'Some of the weights are never used: each belongs in the filter or is a bias.';

/** Requires a gradient for every number of every weight, so that it can be learned. */
export function requireGradient(trial: Trial): string {
  const weights = trial.layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const x = trial.input(7);
  const measure = tf.randomUniform(trial.outputShape(), 0.5, 1, 'float32', randomSeed(8));
  let gradients: tf.NamedTensorMap;
  try {
    gradients = tf.variableGrads(() => trial.apply(x).mul(measure).sum().asScalar(), weights).grads;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('connection')) throw error;
    throw new Wrong('no weight gets a gradient', { hint: noGradientHint });
  }
  for (const weight of weights) {
    const gradient = gradients[weight.name];
    if (!gradient) {
      const before = trial.apply(x).dataSync();
      weight.assign(weight.mul(2));
      const used = trial
        .apply(x)
        .dataSync()
        .some((value, i) => value !== before[i]);
      throw new Wrong(`the weight of shape [${weight.shape.join(', ')}] gets no gradient`, {
        hint: used ? noGradientHint : neverUsedHint,
      });
    }
    const zeros = gradient.dataSync().filter((value) => !(Math.abs(value) > 0)).length;
    if (zeros > 0) {
      throw new Wrong(
        `${zeros} of the ${weight.size} numbers of the weight of shape [${weight.shape.join(', ')}] get no gradient`,
        {
          hint: neverUsedHint,
        },
      );
    }
  }
  return 'every weight gets a gradient';
}

/** Requires the same output of a layer after another one of its class got other weights. */
export function requireOwnWeights(trial: Trial, another: () => Trial): string {
  const x = trial.input(9);
  const before = trial.apply(x).dataSync();
  const other = another();
  other.layer.trainableWeights.forEach((weight) => weight.write(weight.read().mul(-2)));
  const after = trial.apply(x).dataSync();
  if (before.every((value, i) => value === after[i])) return 'two layers learn independently';
  throw new Wrong('a second layer changes the first one’s output', {
    hint: 'Keep weights and everything computed from them in this, never in a static variable or one outside the class.',
  });
}

/** Requires that calls leave no tensors behind; the first call may prepare some. */
export function requireNothingLeft(trial: Trial): string {
  const x = trial.input(10);
  const call = (): void => {
    tf.tidy(() => void trial.apply(x));
  };
  call();
  const before = tf.memory().numTensors;
  call();
  call();
  const left = tf.memory().numTensors - before;
  if (left === 0) return 'calls leave no tensor behind';
  throw new Wrong(`two calls leave ${left} tensors behind`, {
    hint: 'tf.keep, tf.variable and addWeight belong in build, not in call.',
  });
}

const same = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-5;
