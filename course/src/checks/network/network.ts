import * as tf from '@tensorflow/tfjs';
import { find, onlyIf, Wrong, type Finding } from '../Finding';
import { randomSeed } from '../randomSeed';
import type { Symmetry } from '../symmetry';
import { once, tensorOf } from '../values';
import { chain, type Step } from './chain';
import { invarianceFindings } from './invariance';
import { reluFinding } from './relus';

/** A class whose instances are networks. */
export type ModelClass = new () => tf.LayersModel;

/** How to train a network whose weights were not handed in. */
export interface Training {
  epochs: number;
  /** The highest learning rate of the course's recipe. */
  peakRate: number;
  /** The time limit: several times what two cores need. */
  wallSeconds: number;
}

/** What an exercise requires of its network beyond what all require. */
interface NetworkTask<Element extends number, New extends string, Size extends string> {
  /** The group that must leave the logits unchanged. */
  symmetry: Symmetry<Element>;
  /** The least share of the 50,000 test pictures that the trained network must recognize, 0..1. */
  accuracy: number;
  training: Training;
  /** Further findings about an untrained network. */
  whenNew?: (model: tf.LayersModel, steps: () => readonly Step[]) => Finding<New>[];
  /** Findings about its size. */
  size?: (model: tf.LayersModel) => Finding<Size>[];
}

/** The ids of the findings about every network. */
type NetworkId<Element extends number> =
  `unchanged-${Element}` | 'built' | 'shape' | 'depends' | 'no-softmax' | 'relus';

/** T, inferred from arguments alone: the use of the result must not widen the ids to `string`. */
type Given<T> = [T][T extends unknown ? 0 : never];

/** How an exercise examines a network, before and after its training. */
export interface NetworkPart<Element extends number, Id extends string> {
  kind: 'network';
  accuracy: number;
  training: Training;
  /** Findings about a new network: its shape, invariance, size and use of the input. */
  check: (Answer: ModelClass) => Finding<Id>[];
  /**
   * Findings after the training, as a student sees them.
   *
   * @param accuracy share of the test pictures that the network recognized, 0..1; undefined to
   *   leave it unjudged
   * @param pictures `[batch, 33, 33, 1]`, to test the invariance; random ones by default
   */
  checkTrained: (
    model: tf.LayersModel,
    accuracy: number | undefined,
    pictures?: tf.Tensor,
  ) => Finding<Id | 'accuracy'>[];
  /** What training may change, under separate ids: a grader adds it to the findings of `check`. */
  afterTraining: (
    model: tf.LayersModel,
    accuracy: number | undefined,
    pictures?: tf.Tensor,
  ) => Finding<`trained-unchanged-${Element}` | 'accuracy'>[];
}

/**
 * The part of an exercise whose answer is a network for pictures `[batch, 33, 33, 1]` with ten
 * logits.
 *
 * @example
 * network({ symmetry: rotations, accuracy: 0.93, training });
 */
export function network<
  Element extends number,
  New extends string = never,
  Size extends string = never,
>(
  task: NetworkTask<Element, New, Size>,
): NetworkPart<Element, NetworkId<Element> | Given<New> | Given<Size>> {
  const { symmetry, accuracy, training, whenNew, size } = task;
  type Id = NetworkId<Element> | Given<New> | Given<Size>;
  const examine = (model: tf.LayersModel, moved: tf.Tensor, more: typeof whenNew): Finding<Id>[] =>
    onlyIf<Id, Id>(shapeFinding(model), () => {
      const steps = once(() => chain(model, pictures(5)));
      return [
        find('depends', 'the logits depend on the picture', () => requireDependence(model)),
        find('no-softmax', 'the logits are not probabilities yet (no softmax)', () =>
          refuseSoftmax(model),
        ),
        reluFinding(steps),
        // First, so that the invariance is examined with running averages that have moved.
        ...(more?.(model, steps) ?? []),
        ...invarianceFindings(symmetry, model, moved),
        ...(size?.(model) ?? []),
      ];
    });
  const accuracyFindings = (reached: number | undefined): Finding<'accuracy'>[] =>
    reached === undefined ? [] : [accuracyFinding(accuracy, reached)];
  return {
    kind: 'network',
    accuracy,
    training,
    check: (Answer) => ofNew<Id>(Answer, (model) => examine(model, pictures(4), whenNew)),
    checkTrained: (model, reached, moved = pictures(4)) => [
      ...examine(model, moved, undefined),
      ...accuracyFindings(reached),
    ],
    afterTraining: (model, reached, moved = pictures(4)) => [
      ...invarianceFindings(symmetry, model, moved).map((finding) => ({
        ...finding,
        id: `trained-${finding.id}` as const,
        property: `${finding.property}, after training`,
      })),
      ...accuracyFindings(reached),
    ],
  };
}

/** Whether a trained network recognizes enough of the test pictures. */
export function accuracyFinding(least: number, accuracy: number): Finding<'accuracy'> {
  return find('accuracy', `at least ${percent(least)} of the test pictures recognized`, () => {
    if (accuracy >= least && accuracy <= 1) return percent(accuracy);
    throw new Wrong(`only ${percent(accuracy)}`, {
      hint: 'Was the training stopped early? Train longer; if the loss does not fall, create a new network and start again.',
    });
  });
}

/** Builds a network, examines it and disposes of it. */
function ofNew<Id extends string>(
  Answer: ModelClass,
  examine: (model: tf.LayersModel) => Finding<Id>[],
): Finding<Id | 'built'>[] {
  let model: tf.LayersModel | undefined;
  const built = find('built', 'the network can be built', () => {
    model = new Answer();
    return `${model.layers.length} layers`;
  });
  try {
    return onlyIf(built, () => examine(model!));
  } finally {
    model?.dispose();
  }
}

function shapeFinding(model: tf.LayersModel): Finding<'shape'> {
  return find('shape', 'five pictures give five times ten logits', () => {
    const got = predict(model, tf.zeros([5, 33, 33, 1])).shape.join(', ');
    if (got === '5, 10') return '[5, 33, 33, 1] → [5, 10]';
    throw new Wrong(`expected [5, 10], got [${got}]`, {
      hint: 'The last two layers are tf.layers.flatten() and tf.layers.dense({ units: 10 }).',
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
      hint: 'Something cuts the picture off: weights that are all 0, a pooling that leaves nothing, a ReLU whose input is never positive?',
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

/** Two random pictures `[2, 33, 33, 1]`. */
export function pictures(seed: number): tf.Tensor {
  return tf.randomUniform([2, 33, 33, 1], 0, 1, 'float32', randomSeed(seed));
}

/** A share, 0..1, as people read it. */
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
