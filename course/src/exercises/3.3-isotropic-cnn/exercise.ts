import { network } from '../../checks/network/network';
import { parameterFinding } from '../../checks/network/parameters';
import { rotationsAndReflections } from '../../checks/symmetry';
import { exercise } from '../Exercise';

/** The parameters of each layer with weights. */
const parameters = [96, 4_160, 16_512, 65_792, 65_664, 1_290];

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
      size: (model) => [parameterFinding([parameters], model)],
    }),
  },
});
