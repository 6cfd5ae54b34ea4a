import * as tf from '@tensorflow/tfjs';
import { Wrong } from '../Finding';
import { randomSeed } from '../randomSeed';
import type { Trial } from './Trial';
import { counted } from '../values';

/** How many numbers a layer learns, by what they do. */
export interface Count {
  /** Numbers that change what an empty picture gives, and nothing else. */
  biases: number;
  /** All others. */
  others: number;
  /** Whether any of them change what the layer makes of a picture. */
  areUsed: boolean;
}

/** Counts a layer's weights; tells biases from others by what they do to the output. */
export function countWeights(trial: Trial): Count {
  const pictures = [tf.zeros(trial.inputShape()), trial.input(6)];
  const outputs = (): Float32Array[] => pictures.map((x) => trial.raw(x).dataSync<'float32'>());
  const [empty, seen] = outputs() as [Float32Array, Float32Array];
  const weights = trial.layer.trainableWeights.map((weight) => {
    const old = tf.clone(weight.read());
    weight.write(old.mul(2).add(1));
    const [emptyNow, seenNow] = outputs() as [Float32Array, Float32Array];
    weight.write(old);
    const gain = emptyNow.map((value, k) => value - empty[k]!);
    return {
      size: old.size,
      isUsed: seenNow.some((value, k) => value !== seen[k]),
      onEmpty: gain.some((value) => value !== 0),
      isAdded: isSame(seenNow, seen, gain),
    };
  });
  const acting = weights.filter(({ onEmpty }) => onEmpty);
  const added = acting.filter(({ isAdded }) => isAdded);
  // Those of a layer with a ReLU are not just added, and some are never added at all.
  const idle = weights.find((one) => !one.isUsed && one.size === trial.setting.filters);
  const biases = [added, acting, idle ? [idle] : []].find(({ length }) => length > 0) ?? [];
  const others = weights.filter((one) => !biases.includes(one));
  const sum = (some: typeof weights): number => some.reduce((all, { size }) => all + size, 0);
  return {
    biases: sum(biases),
    others: sum(others),
    areUsed: others.some(({ isUsed }) => isUsed),
  };
}

/** Whether a picture gives the same as before, apart from what an empty one gives. */
function isSame(now: Float32Array, before: Float32Array, gain: Float32Array): boolean {
  return now.every((value, k) => same(value - before[k]!, gain[k]!, Math.abs(value) + 1));
}

const unshared =
  'The bias is not shared over the group: there is one for each filter, the same for all group elements. Add it after the group has an axis of its own.';

/**
 * Requires no bias.
 *
 * @param others the number of other weights
 */
export function refuseBias(trial: Trial, others: number): string {
  const y = trial.raw(tf.zeros(trial.inputShape())).dataSync();
  const first = y.find((value) => value !== 0);
  const sizes = trial.layer.trainableWeights.map((weight) => weight.read().size);
  const biases = sizes.reduce((sum, size) => sum + size, 0) - others;
  if (first === undefined && biases <= 0) return 'an empty picture gives 0';
  throw new Wrong(
    first === undefined
      ? `there should be no bias, but the layer has ${counted(biases, 'bias', 'biases')}`
      : `an empty picture should give 0, but gives ${first.toPrecision(2)}`,
    { hint: 'With useBias: false the layer has no bias weight, and there is no bias to add.' },
  );
}

/** Requires the right bias, read off the output for an empty picture. */
export function requireSharedBias(trial: Trial, { biases }: Count): string {
  const { filters } = trial.setting;
  const order = trial.outputOrder;
  const y = trial.apply(tf.zeros(trial.inputShape())).dataSync();
  const of = (position: number): number => y[position]!;
  if (y.every((value) => value === 0)) {
    throw new Wrong('an empty picture should give the bias, but gives 0 everywhere', {
      hint:
        biases === 0
          ? 'The bias is missing: one for each filter.'
          : 'The bias is a weight of the layer, but is never added to the result.',
    });
  }
  if (biases !== filters) {
    throw new Wrong(`${filters} filters should have ${filters} biases, but have ${biases}`, {
      hint:
        biases === 1
          ? 'There is one bias for all filters: each filter needs its own, shape [filters].'
          : biases === order * filters
            ? unshared
            : 'Each filter has a bias of its own: shape [filters].',
    });
  }
  for (let position = 0; position < y.length; position++) {
    const element = Math.floor(position / filters) % order;
    const channel = position % filters;
    const near = (other: number): boolean => same(of(position), of(other), of(channel));
    if (near(channel)) continue;
    if (!near(element * filters + channel)) {
      throw new Wrong('an empty picture should give the same bias at every pixel, but does not', {
        hint: 'One bias for each filter, the same for every pixel.',
      });
    }
    throw new Wrong(
      `the bias of channel ${channel} is ${of(channel).toPrecision(2)} at group element 0, but ${of(position).toPrecision(2)} at element ${element}`,
      {
        hint: unshared,
      },
    );
  }
  const different = new Set(y.slice(0, filters)).size;
  if (different < filters) {
    throw new Wrong(
      `${filters} filters should have ${filters} different biases, but have ${different}`,
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

/**
 * Requires a gradient for every number that changes the output, so that it can be learned.
 *
 * @param isBlamed whether numbers that change nothing have been reported already
 */
export function requireGradient(trial: Trial, count: Count, isBlamed: boolean): string {
  const weights = trial.layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const x = trial.input(7);
  const y = trial.raw(x);
  if (!count.areUsed) {
    throw new Wrong('no weight of the layer affects its output', {
      hint: 'Create the weights with addWeight in build, and compute the filters from them in every call, not once.',
    });
  }
  const measure = tf.randomUniform(y.shape, 0.5, 1, 'float32', randomSeed(8));
  let gradients: tf.NamedTensorMap;
  try {
    gradients = tf.variableGrads(() => trial.raw(x).mul(measure).sum().asScalar(), weights).grads;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('connection')) throw error;
    throw new Wrong('no weight gets a gradient', { hint: noGradientHint });
  }
  for (const weight of weights) {
    const gradient = gradients[weight.name] ?? tf.zerosLike(weight);
    // Written so that NaN counts as missing.
    const missing = [...gradient.dataSync()].map((value): number => (Math.abs(value) > 0 ? 0 : 1));
    const lost = missing.reduce((sum, one) => sum + one, 0);
    if (lost === 0) continue;
    const old = tf.clone(weight);
    weight.assign(old.add(tf.tensor(missing, weight.shape)));
    const areUsed = trial.raw(x).sub(y).abs().max().dataSync()[0] !== 0;
    weight.assign(old);
    if (!areUsed && isBlamed) continue;
    throw new Wrong(
      `no gradient reaches ${lost} of the ${weight.size} numbers of the weight of shape [${weight.shape.join(', ')}]`,
      { hint: areUsed ? noGradientHint : neverUsedHint },
    );
  }
  return 'every weight gets a gradient';
}

/** Requires that the output depends on the input and the layer's own weights, and on no more. */
export function requireOwnWeights(trial: Trial, another: () => Trial): string {
  const x = trial.input(9);
  const weights = (): number[] =>
    trial.layer.trainableWeights.flatMap((weight) => [...weight.read().dataSync()]);
  const state = (): number[] => [...weights(), ...trial.raw(x).dataSync(), ...weights()];
  // New numbers: a call may change any that come in, but not those that it has changed.
  trial.layer.trainableWeights.forEach((weight) => weight.write(weight.read().mul(3)));
  const [given, before, after] = [weights(), trial.raw(x).dataSync(), weights()];
  const known = [...given, ...before, ...given];
  const changed = (): boolean => state().some((value, i) => value !== known[i]);
  if (after.some((value, i) => value !== given[i]) || changed()) {
    throw new Wrong('a call changes the weights, or what the next call gives', {
      hint: 'A call must change nothing: no weight, and nothing in this that the next call uses.',
    });
  }
  const other = another();
  other.layer.trainableWeights.forEach((weight) => weight.write(weight.read().mul(-2)));
  other.raw(x);
  if (!changed()) return 'two layers learn independently';
  throw new Wrong('a second layer changes the first one’s output', {
    hint: 'Keep weights and everything computed from them in this, never in a static variable or one outside the class.',
  });
}

/** Requires that calls leave no tensors behind; the first call may prepare some. */
export function requireNothingLeft(trial: Trial): string {
  const x = trial.input(10);
  const call = (): void => {
    tf.tidy(() => void trial.raw(x));
  };
  call();
  const before = tf.memory().numTensors;
  call();
  call();
  const left = tf.memory().numTensors - before;
  if (left === 0) return 'calls leave no tensor behind';
  throw new Wrong(`two calls leave ${counted(left, 'tensor')} behind`, {
    hint: 'tf.keep, tf.variable and addWeight belong in build, not in call.',
  });
}

/** Whether two numbers are equal, up to rounding of numbers of a certain size. */
const same = (a: number, b: number, size: number): boolean =>
  Math.abs(a - b) <= 1e-5 * Math.abs(size);
