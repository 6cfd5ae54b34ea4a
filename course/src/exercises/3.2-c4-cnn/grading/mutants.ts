import * as tf from '@tensorflow/tfjs';
import { C1, D4, GroupMaxPool, LiftingConv2d } from 'equivariant';
import { mutantsFor, wrongBy } from '../../../grading/mutants/Mutants';
import { c4Cnn } from '../exercise';
import { linear, network } from '../../../grading/mutants/network';
import { rightNetworks } from '../../../grading/mutants/rightNetworks';
import { networkIds } from '../../../grading/sharedItems';
import { wrongNetworks } from '../../../grading/mutants/wrongNetworks';
import { wrongShapes } from '../../../grading/mutants/wrongShapes';

const wrong = wrongBy(network);
const turns = ['unchanged-1', 'unchanged-2', 'unchanged-3'];

/** Answers to exercise 3.2. */
export const mutants = mutantsFor(c4Cnn, {
  '3.2': {
    right: rightNetworks({}),
    wrong: [
      ...wrongNetworks({}, turns),
      ...wrongShapes({}),
      wrong('the four rotations kept as features', /separate features/, { groupPool: () => [] }, [
        'pools',
        'parameters',
        ...turns,
      ]),
      wrong('over the group of the identity alone', /group axis should have 4/, { group: C1 }, [
        'convolutions',
        'parameters',
        ...turns,
      ]),
      wrong('over D4', /at the group/, { group: D4 }, ['parameters']),
      wrong('padding 0', /smaller than the filter/, { padding: 0 }, [
        ...networkIds,
        'convolutions',
        'parameters',
        'unchanged-0',
        ...turns,
      ]),
      wrong('padding 2', /size is even/, { padding: 2 }, ['parameters', ...turns]),
      wrong('biases of the convolutions left out', /bias switched off/, { useBias: false }, [
        'parameters',
      ]),
      wrong(
        'orientations given up after every convolution',
        /number of filters/,
        {
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
        },
        ['pools', 'parameters'],
      ),
      wrong(
        'hidden linear layer before the logits',
        /layer by layer/,
        {
          head: () => [tf.layers.flatten(), linear({ units: 64, activation: 'relu' }), linear()],
        },
        ['parameters'],
      ),
    ],
  },
});
