import * as tf from '@tensorflow/tfjs';
import { C4 } from 'equivariant';
import { mutantsFor, wrongBy } from '../../../grading/mutants/Mutants';
import { isotropicCnn } from '../exercise';
import { network, type NetworkOptions } from '../../../grading/mutants/network';
import { rightNetworks } from '../../../grading/mutants/rightNetworks';
import { unchangedByReflections } from '../../../grading/sharedItems';
import { wrongNetworks } from '../../../grading/mutants/wrongNetworks';
import { wrongShapes } from '../../../grading/mutants/wrongShapes';

const moved = [1, 2, 3, 4, 5, 6, 7].map((g) => `unchanged-${g}`);
/** One reflection keeps the pixels that a stride of 2 keeps. */
const sized = moved.filter((id) => id !== 'unchanged-5');
const isotropic = { group: undefined };
const wrong = wrongBy((options: NetworkOptions) => network({ ...isotropic, ...options }));

/** A plain convolution for the given stages. */
const plain =
  (...stages: number[]) =>
  (stage: number, filters: number): tf.layers.Layer | undefined =>
    stages.includes(stage)
      ? tf.layers.conv2d({
          filters,
          kernelSize: 3,
          padding: 'same',
          ...(stage === 0 && { inputShape: [33, 33, 1] }),
        })
      : undefined;

/** Answers to exercise 3.3. */
export const mutants = mutantsFor(isotropicCnn, {
  '3.3': {
    right: rightNetworks(isotropic),
    wrong: [
      ...wrongNetworks(isotropic, moved, sized),
      ...wrongShapes(isotropic),
      wrong(
        'plain convolutions',
        /filters of this layer do not commute/,
        {
          convolution: plain(0, 1, 2, 3, 4),
        },
        ['convolutions', 'parameters', ...moved],
      ),
      wrong(
        'one plain convolution',
        /filters of this layer do not commute/,
        {
          convolution: plain(2),
        },
        ['convolutions', 'parameters', ...moved],
      ),
      wrong(
        'channels not multiplied by four',
        /number of filters/,
        {
          channels: [8, 16, 32, 64, 128],
        },
        ['parameters'],
      ),
      wrong(
        'the last channels multiplied, too',
        /number of filters/,
        {
          channels: [32, 64, 128, 256, 512],
        },
        ['parameters'],
      ),
      wrong('biases of the convolutions left out', /bias switched off/, { useBias: false }, [
        'parameters',
      ]),
      wrong('over C4', /group axis should have 8/, { group: C4 }, [
        'pools',
        'convolutions',
        'parameters',
        ...unchangedByReflections,
      ]),
    ],
  },
});
