import * as tf from '@tensorflow/tfjs';
import type { LayerClass } from '../check';
import type { ModelClass } from '../../../checks/network/network';
import { type Specimens, wrongBy } from '../../../grading/mutants/Mutants';
import {
  groupNorm,
  network,
  spatialPool,
  type NetworkOptions,
} from '../../../grading/mutants/network';
import { normalizationLayer } from '../../../grading/mutants/normalizationLayer';
import { rightNetworks } from '../../../grading/mutants/rightNetworks';
import { wrongNetworks } from '../../../grading/mutants/wrongNetworks';
import { wrongShapes } from '../../../grading/mutants/wrongShapes';

const moved = ['unchanged-in-training', 'unchanged-1', 'unchanged-2', 'unchanged-3'];
const withNorm = { norm: groupNorm };
const wrong = wrongBy((options: NetworkOptions) => network({ ...withNorm, ...options }));
const of = (Norm: LayerClass) => (): tf.layers.Layer[] => [new Norm()];

/** Answers to the network of exercise 3.5. */
export const networks: Specimens<ModelClass> = {
  right: [
    ...rightNetworks(withNorm),
    {
      name: 'no biases before the normalizations',
      answer: network({ ...withNorm, useBias: false }),
    },
    {
      name: 'the student’s own normalization',
      answer: network({ norm: of(normalizationLayer({})) }),
    },
  ],
  wrong: [
    ...wrongNetworks(withNorm, moved),
    ...wrongShapes(withNorm),
    wrong('no normalization', /after each of the five|right after each/, { norm: () => [] }, [
      'parameters',
      'normalizations',
    ]),
    wrong(
      'none after the last convolution',
      /right after each/,
      {
        norm: (stage) => (stage < 4 ? groupNorm() : []),
      },
      ['parameters', 'normalizations'],
    ),
    wrong(
      'normalization after the ReLU',
      /before pooling and ReLU/,
      {
        norm: () => [],
        activation: () => [tf.layers.reLU(), ...groupNorm()],
      },
      ['normalizations'],
    ),
    wrong(
      'normalization after the pooling',
      /before pooling and ReLU/,
      {
        norm: () => [],
        pool: (stage) => [spatialPool(stage), ...groupNorm()],
      },
      ['normalizations'],
    ),
    wrong(
      'group elements normalized one by one',
      /shared over the group|Share mean/,
      {
        norm: of(normalizationLayer({ axes: [0, 1, 2] })),
      },
      ['unchanged-1', 'unchanged-2', 'unchanged-3'],
    ),
    wrong(
      'pictures normalized one by one',
      /over the whole batch/,
      {
        norm: of(normalizationLayer({ axes: [1, 2, 3] })),
      },
      ['normalizations'],
    ),
    wrong(
      'normalized over the channels',
      /one for each channel/,
      {
        norm: of(normalizationLayer({ axes: [4] })),
      },
      ['normalizations', 'unchanged-1', 'unchanged-2', 'unchanged-3'],
    ),
    wrong(
      'scale and shift for each group element',
      /shared over the group/,
      {
        norm: of(normalizationLayer({ perElement: true })),
      },
      ['parameters', ...moved],
    ),
    wrong('the four rotations kept as features', /separate features/, { groupPool: () => [] }, [
      'pools',
      'parameters',
      ...moved,
    ]),
    wrong('padding 2', /size is even/, { padding: 2 }, ['parameters', ...moved]),
  ],
};
