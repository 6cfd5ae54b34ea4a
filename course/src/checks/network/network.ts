import type * as tf from '@tensorflow/tfjs';
import { find, onlyIf, Wrong, type Finding } from '../Finding';
import { randomSeed } from '../randomSeed';
import { isShipped } from '../../stored/isShipped';
import type { Symmetry } from '../symmetry';
import { attempt, once } from '../values';
import { built, explained } from './announced';
import { invarianceFindings } from './invariance';
import { parameterCount } from './parameters';
import { requireConvolutions } from './stages';
import { Structure } from './structure';
import { requirePools, requireReLUs } from './tails';
import { drawWeights, varies, type MakeNetwork } from './twin';
import {
  dependsFinding,
  drawnCount,
  ifUsable,
  inRows,
  pictures,
  requireAnyBatch,
  shapeFinding,
  takes,
} from './wholeNetwork';

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
interface NetworkTask<Element extends number, New extends string> {
  /** The group that must leave the logits unchanged. */
  symmetry: Symmetry<Element>;
  /** The least share of the 50,000 test pictures that the trained network must recognize, 0..1. */
  accuracy: number;
  training: Training;
  /**
   * The course's own network: an answer must compute what it computes from the same weights. More
   * than one if the exercise leaves something open.
   */
  networks: readonly [MakeNetwork, ...MakeNetwork[]];
  /** Further findings about an untrained network; may run training steps. */
  whenNew?: (
    model: tf.LayersModel,
    structure: () => Structure,
    pictures: () => tf.Tensor,
  ) => Finding<New>[];
}

/** The ids of the findings about every network. */
type NetworkId<Element extends number> =
  | `unchanged-${Element}`
  | 'built'
  | 'shape'
  | 'any-batch'
  | 'depends'
  | 'no-softmax'
  | 'relus'
  | 'pools'
  | 'convolutions'
  | 'parameters';

/** T, inferred from arguments alone: the use of the result must not widen the ids to `string`. */
type Given<T> = [T][T extends unknown ? 0 : never];

/** How an exercise examines a network, before and after its training. */
export interface NetworkPart<Element extends number, Id extends string> {
  kind: 'network';
  accuracy: number;
  training: Training;
  /** The course's own networks. */
  networks: readonly MakeNetwork[];
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
 * network({ symmetry: rotations, accuracy: 0.93, training, networks: [() => new C4CNN()] });
 */
export function network<Element extends number, New extends string = never>(
  task: NetworkTask<Element, New>,
): NetworkPart<Element, NetworkId<Element> | Given<New>> {
  const { symmetry, accuracy, training, networks, whenNew } = task;
  type Id = NetworkId<Element> | Given<New>;
  const examine = (model: tf.LayersModel, Answer: ModelClass): Finding<Id>[] => {
    const shape = shapeFinding(model);
    if (!shape.passed) attempt(() => inRows(model));
    return ifUsable<Id, Id>(shape, model, () => {
      const anyBatch = find('any-batch', 'any number of pictures, each by itself', () =>
        requireAnyBatch(model),
      );
      // Those that start with one number for all, such as 0, may cut the picture off: they stay.
      const depends = dependsFinding(model, () => drawWeights(model, randomSeed(11), varies));
      // From here on all weights are drawn: biases of 0, as networks start with, hide mistakes.
      const x = once(() => {
        drawWeights(model, randomSeed(100));
        return pictures(takes(model, drawnCount()) ? drawnCount() : 5);
      });
      const structure = once(() => new Structure(model, () => new Answer(), networks, x()));
      const logits = find(
        'no-softmax',
        'the logits are those of the linear layer (no softmax)',
        () => structure().logits(x()),
      );
      const parameters = parameterCount(networks[0]());
      const relus = find('relus', 'a ReLU after every convolution', () =>
        structure().examine(requireReLUs),
      );
      return [
        anyBatch,
        depends,
        logits,
        relus,
        find('pools', 'the poolings of the table, and nothing else', () =>
          structure().examine((got, own) => requirePools(got, own, relus)),
        ),
        find('convolutions', `every convolution is one over ${symmetry.group.name}`, () =>
          structure().examine((got, own) => requireConvolutions(got, own, symmetry.group)),
        ),
        find('parameters', `${parameters} parameters`, () => structure().parameters()),
        // First, so that the invariance is examined with running averages that have moved.
        ...(whenNew?.(model, structure, x) ?? []),
        ...invarianceFindings(symmetry, model, x),
      ];
    });
  };
  const accuracyFindings = (
    model: tf.LayersModel,
    reached: number | undefined,
  ): Finding<'accuracy'>[] =>
    reached === undefined ? [] : [accuracyFinding(accuracy, reached, () => isShipped(model))];
  return {
    kind: 'network',
    accuracy,
    training,
    networks,
    check: (Answer) => ofNew<Id>(Answer, (model) => explained(model, examine(model, Answer))),
    checkTrained: (model, reached, moved = pictures(5)) => [
      ...ifUsable<Id, Id>(shapeFinding(model), model, () => [
        dependsFinding(model),
        ...invarianceFindings(symmetry, model, () => moved),
      ]),
      ...accuracyFindings(model, reached),
    ],
    afterTraining: (model, reached, moved = pictures(5)) => [
      ...invarianceFindings(symmetry, model, () => moved, true).map((finding) => ({
        ...finding,
        id: `trained-${finding.id}` as const,
        property: `${finding.property}, after training`,
      })),
      ...accuracyFindings(model, reached),
    ],
  };
}

/**
 * Whether a trained network recognizes enough of the test pictures.
 *
 * @param isFromCourse whether its weights are those that come with the course
 */
export function accuracyFinding(
  least: number,
  accuracy: number,
  isFromCourse = (): boolean => false,
): Finding<'accuracy'> {
  return find('accuracy', `at least ${percent(least)} of the test pictures recognized`, () => {
    if (isFromCourse()) {
      throw new Wrong(
        `these are weights of the course's own network, which recognizes ${percent(accuracy)}`,
        {
          hint: 'Points are for a network that you trained: create it anew and run the cell that trains it.',
        },
      );
    }
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
  const canBe = find('built', 'the network can be built', () => {
    model = built(() => new Answer());
    return `${model.layers.length} layers`;
  });
  try {
    return onlyIf(canBe, () => examine(model!));
  } finally {
    model?.dispose();
  }
}

/** A share, 0..1, as people read it. */
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
