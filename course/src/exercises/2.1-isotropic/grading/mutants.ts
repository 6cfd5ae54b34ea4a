import * as tf from '@tensorflow/tfjs';
import { wrongConvolutions } from '../../../grading/mutants/wrongConvolutions';
import { mutantsFor, wrongBy } from '../../../grading/mutants/Mutants';
import { isotropicConvolution } from '../exercise';
import { convolve } from '../../../grading/mutants/BuiltLayer';
import { isotropicLayer } from './isotropicLayer';
import { rightIsotropic } from './right';

const wrong = wrongBy(isotropicLayer);

/** Answers to exercise 2.1. */
export const mutants = mutantsFor(isotropicConvolution, {
  '2.1': {
    right: rightIsotropic,
    wrong: [
      wrong(
        'a plain filter with nine weights',
        /two free weights/,
        {
          orbits: [0, 1, 2, 3, 4, 5, 6, 7, 8],
          count: 9,
        },
        'parameters commutes-1234567 ring centre-and-ring',
      ),
      wrong(
        'centre, edges and corners',
        /two free weights/,
        {
          orbits: [2, 1, 2, 1, 0, 1, 2, 1, 2],
          count: 3,
        },
        'parameters ring centre-and-ring',
      ),
      wrong(
        'corners with the weight of the centre',
        /corners belong to the ring/,
        {
          orbits: [0, 1, 0, 1, 0, 1, 0, 1, 0],
        },
        'ring centre-and-ring',
      ),
      wrong(
        'ring without its corners',
        /corners belong to the ring/,
        {
          bank: (bank) => bank.mul(tf.tensor4d([0, 1, 0, 1, 1, 1, 0, 1, 0], [3, 3, 1, 1])),
        },
        'ring centre-and-ring',
      ),
      wrong(
        'rows instead of ring and centre',
        /top and bottom do not/,
        {
          orbits: [0, 0, 0, 1, 1, 1, 0, 0, 1].map((o, i) => (i < 6 ? o : 1)),
        },
        'commutes-123567 ring centre-and-ring',
      ),
      wrong(
        'one pixel of the ring wrong',
        /same from every side/,
        {
          orbits: [0, 1, 1, 1, 0, 1, 1, 1, 1],
        },
        'commutes-123467 ring centre-and-ring',
      ),
      wrong(
        'centre left out',
        /Both weights/,
        {
          bank: (bank) => bank.mul(tf.tensor4d([1, 1, 1, 1, 0, 1, 1, 1, 1], [3, 3, 1, 1])),
        },
        'centre-and-ring',
      ),
      wrong(
        'ring left out',
        /Both weights/,
        {
          bank: (bank) => bank.mul(tf.tensor4d([0, 0, 0, 0, 1, 0, 0, 0, 0], [3, 3, 1, 1])),
        },
        'centre-and-ring',
      ),
      wrong(
        'one weight for all nine pixels',
        /only blurs/,
        {
          orbits: [0, 0, 0, 0, 0, 0, 0, 0, 0],
        },
        'centre-and-ring',
      ),
      wrong(
        'the same filter for every input channel',
        /two weights of its own/,
        {
          kernel: (kernel) => kernel.mean(1, true).add(tf.zerosLike(kernel)),
        },
        'free-channels',
      ),
      wrong(
        'no padding',
        /looks like padding 0/,
        { convolve: (x, bank) => convolve(x, bank, 0) },
        'usable',
      ),
      wrong(
        'padding with the border’s pixels',
        /padding is zeros/,
        {
          convolve: (x, bank) => {
            const border: [number, number] = [1, 1];
            return convolve(
              tf.mirrorPad(x, [[0, 0], border, border, [0, 0]], 'symmetric'),
              bank,
              0,
            );
          },
        },
        'correlation',
      ),
      wrong(
        'stride 2',
        /stride must be 1/,
        {
          convolve: (x, bank) => tf.conv2d(x, bank, 2, 'same'),
        },
        'usable correlation commutes-123467 other-settings',
      ),
      wrong('bias never added', /never added/, { addBias: (y) => y }, 'bias'),
      wrong(
        'one bias for all filters',
        /one bias for all filters/,
        {
          blueprint: { bias: () => [1] },
        },
        'bias',
      ),
      wrong(
        'bias although useBias is false',
        /no bias/,
        { blueprint: { alwaysBias: true } },
        'no-bias',
      ),
      wrong(
        'answers 0',
        /never added/,
        { finish: (y) => tf.zerosLike(y) },
        'bias correlation commutes-01234567 centre-and-ring gradient other-settings',
      ),
      ...wrongConvolutions(isotropicLayer, {
        shared: 'free-channels',
        swapped: 'commutes-1346',
        unseen: 'ring centre-and-ring free-channels',
        moved: 'commutes-1234567',
      }),
    ],
  },
});
