import { network } from '../../checks/network/network';
import { parameterFinding } from '../../checks/network/parameters';
import { rotations } from '../../checks/symmetry';
import { exercise } from '../Exercise';

/** The parameters of each layer with weights. */
const parameters = [80, 4_624, 18_464, 73_792, 295_040, 1_290];

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
      size: (model) => [parameterFinding([parameters], model)],
    }),
  },
});
