import * as tf from '@tensorflow/tfjs';
import { C1, D4, GroupMaxPool, LiftingConv2d } from 'equivariant';
import { mutantsFor, wrongBy } from '../../../grading/mutants/Mutants';
import { c4Cnn } from '../exercise';
import { network } from '../../../grading/mutants/network';
import { rightNetworks } from '../../../grading/mutants/rightNetworks';
import { wrongNetworks } from '../../../grading/mutants/wrongNetworks';

const wrong = wrongBy(network);

/** Answers to exercise 3.2. */
export const mutants = mutantsFor(c4Cnn, {
  '3.2': {
    right: rightNetworks({}),
    wrong: [
      ...wrongNetworks({}),
      wrong('the four rotations kept as features', /separate features/, { groupPool: () => [] }),
      wrong('over the group of the identity alone', /group axis should have 4/, { group: C1 }),
      wrong('over D4', /at the group/, { group: D4 }),
      wrong('padding 0', /smaller than the filter/, { padding: 0 }),
      wrong('padding 2', /size is even/, { padding: 2 }),
      wrong('biases of the convolutions left out', /bias switched off/, { useBias: false }),
      wrong('orientations given up after every convolution', /number of filters/, {
        convolution: (stage, filters) =>
          new LiftingConv2d({
            group: 'C4',
            filters,
            kernelSize: 3,
            padding: 1,
            ...(stage === 0 && { inputShape: [33, 33, 1] }),
          }),
        norm: () => [new GroupMaxPool()],
        groupPool: () => [],
      }),
      wrong('hidden linear layer before the logits', /layer by layer/, {
        head: () => [
          tf.layers.flatten(),
          tf.layers.dense({ units: 64, activation: 'relu' }),
          tf.layers.dense({ units: 10 }),
        ],
      }),
    ],
  },
});
