import * as tf from '@tensorflow/tfjs';
import { C4, D4, type GridGroup } from 'equivariant';
import { exerciseOf, type ModelPart } from '../answers';
import { exercises } from '../exercises';
import { find, onlyIf, Wrong, type Finding } from '../report/Finding';
import { chain } from './model/chain';
import { invarianceFindings } from './model/invariance';
import { normalizationFindings } from './model/normalizations';
import { parameterFinding } from './model/parameters';
import { reluFinding } from './model/relus';
import { once } from './once';
import { tensorOf } from './tensorOf';
import { randomSeed } from './randomSeed';

interface ModelFacts {
  /** The group that must leave the logits unchanged. */
  group: GridGroup;
  /** Weights to learn of each layer that has some; two lists if there are two right ways. */
  parameters?: readonly [readonly number[], (readonly number[])?];
}

const facts: Record<ModelPart, ModelFacts> = {
  '3.2': { group: C4, parameters: [[80, 4_624, 18_464, 73_792, 295_040, 1_290]] },
  '3.3': { group: D4, parameters: [[96, 4_160, 16_512, 65_792, 65_664, 1_290]] },
  '3.5b': {
    group: C4,
    parameters: [
      [80, 16, 4_624, 32, 18_464, 64, 73_792, 128, 295_040, 256, 1_290],
      // A shift right behind makes a bias superfluous.
      [72, 16, 4_608, 32, 18_432, 64, 73_728, 128, 294_912, 256, 1_290],
    ],
  },
  '4c': { group: D4 },
};

/**
 * What must hold for a network: shape, parameters, invariance, and that it looks at its input.
 *
 * @param trained whether it has been trained, and so must not be changed any more
 * @param moved pictures `[batch, 33, 33, 1]` to try the invariance with; random ones by default
 */
export function modelProperties(
  part: ModelPart,
  model: tf.LayersModel,
  trained: boolean,
  moved = pictures(4),
): Finding[] {
  const { group, parameters } = facts[part];
  const shape = find('five pictures give five times ten logits', () => {
    const got = predict(model, tf.zeros([5, 33, 33, 1])).shape.join(', ');
    if (got === '5, 10') return '[5, 33, 33, 1] → [5, 10]';
    throw new Wrong(`expected [5, 10], got [${got}]`, {
      hint: 'The last two layers are tf.layers.flatten() and tf.layers.dense({ units: 10 }).',
    });
  });
  return onlyIf(shape, () => {
    const steps = once(() => chain(model, pictures(5)));
    return [
      find('the logits depend on the picture', () => requireDependence(model)),
      find('the logits are not probabilities yet (no softmax)', () => refuseSoftmax(model)),
      reluFinding(steps),
      // Before the invariance: afterwards the running averages are no longer those of the start.
      ...(part === '3.5b' && !trained ? normalizationFindings(model, steps, pictures(6)) : []),
      ...invarianceFindings(group, model, moved),
      ...(parameters ? [parameterFinding(parameters, model)] : []),
    ];
  });
}

/** Whether a trained network recognizes enough of the test pictures. */
export function accuracyProperty(part: ModelPart, accuracy: number): Finding {
  const least = exercises[exerciseOf(part)].accuracy;
  return find(`at least ${percent(least)} of the test pictures recognized`, () => {
    if (accuracy >= least && accuracy <= 1) return percent(accuracy);
    throw new Wrong(`only ${percent(accuracy)}`, {
      hint: 'Was the training stopped early? Train on; if the loss stays where it is, make the network anew and start again.',
    });
  });
}

function requireDependence(model: tf.LayersModel): string {
  const [a, b] = [1, 2].map((seed) => predict(model, pictures(seed)));
  const [difference, largest] = [a!.sub(b!), a!].map((x) => x.abs().max().dataSync()[0]!);
  // Written so that NaN fails.
  if (difference! > 1e-4 * largest!) return `two pictures differ by ${difference!.toPrecision(2)}`;
  throw new Wrong(
    `two different pictures give the same logits, up to ${difference!.toPrecision(2)}`,
    {
      hint: 'Something cuts the picture off: weights that are all 0, a pooling that leaves nothing, a ReLU of what is never positive?',
    },
  );
}

function refuseSoftmax(model: tf.LayersModel): string {
  const sums = predict(model, pictures(3)).sum(1).dataSync();
  if (sums.some((sum) => !(Math.abs(sum - 1) < 1e-3))) return 'rows do not sum to 1';
  throw new Wrong('every row sums to 1', {
    hint: 'Leave the softmax to the loss: the network ends with the linear layer.',
  });
}

function predict(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  return tensorOf(model.predict(x), 'predict');
}

function pictures(seed: number): tf.Tensor {
  return tf.randomUniform([2, 33, 33, 1], 0, 1, 'float32', randomSeed(seed));
}

/** A share, 0..1, for people. */
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
