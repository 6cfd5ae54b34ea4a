import { C4CNN } from 'equivariant';
import { network } from '../../checks/network/network';
import { rotations } from '../../checks/symmetry';
import { exercise } from '../Exercise';

export const c4Cnn = exercise({
  folder: '3.2-c4-cnn',
  title: 'A C4-invariant network',
  points: 10,
  kind: 'code',
  parts: {
    '3.2': network({
      symmetry: rotations,
      accuracy: 0.93,
      training: { epochs: 5, peakRate: 2e-3, wallSeconds: 1800 },
      networks: [() => new C4CNN()],
    }),
  },
});
