import { IsotropicCNN } from 'equivariant';
import { network } from '../../checks/network/network';
import { rotationsAndReflections } from '../../checks/symmetry';
import { exercise } from '../Exercise';

export const isotropicCnn = exercise({
  folder: '3.3-isotropic-cnn',
  title: 'A network of isotropic filters',
  points: 5,
  kind: 'code',
  parts: {
    '3.3': network({
      symmetry: rotationsAndReflections,
      accuracy: 0.4,
      training: { epochs: 5, peakRate: 2e-3, wallSeconds: 1800 },
      networks: [() => new IsotropicCNN()],
    }),
  },
});
