import { D4CNN } from 'equivariant';
import { groupConvolutionCheck } from '../../checks/convolution/groupConvolution';
import { network } from '../../checks/network/network';
import { rotationsAndReflections } from '../../checks/symmetry';
import { exercise } from '../Exercise';

export const reflections = exercise({
  folder: '4-reflections',
  title: 'Reflections',
  points: 15,
  bonus: true,
  kind: 'code',
  parts: {
    '4a': {
      kind: 'layer',
      check: groupConvolutionCheck(rotationsAndReflections, { takesFields: false }),
    },
    '4b': {
      kind: 'layer',
      check: groupConvolutionCheck(rotationsAndReflections, { takesFields: true }),
    },
    '4c': network({
      symmetry: rotationsAndReflections,
      accuracy: 0.93,
      training: { epochs: 4, peakRate: 4e-3, wallSeconds: 3600 },
      networks: [() => new D4CNN({ channels: [4, 8, 16, 32, 64] })],
    }),
  },
});
