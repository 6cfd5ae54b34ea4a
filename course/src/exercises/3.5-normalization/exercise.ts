import { network } from '../../checks/network/network';
import { parameterFinding } from '../../checks/network/parameters';
import { rotations } from '../../checks/symmetry';
import { exercise } from '../Exercise';
import { normalizationFindings, type LayerClass } from './check';
import { normalizedNetworkFindings } from './normalizedNetwork';

/** The parameters of each layer with weights. */
const parameters = [80, 16, 4_624, 32, 18_464, 64, 73_792, 128, 295_040, 256, 1_290];
/** The shift of the normalization that follows makes a bias redundant. */
const withoutBiases = [72, 16, 4_608, 32, 18_432, 64, 73_728, 128, 294_912, 256, 1_290];

export const normalization = exercise({
  folder: '3.5-normalization',
  title: 'Equivariant normalization',
  points: 10,
  kind: 'code',
  parts: {
    '3.5a': {
      kind: 'layer',
      check: (Answer: LayerClass) => normalizationFindings(() => new Answer()),
    },
    '3.5b': network({
      symmetry: rotations,
      accuracy: 0.95,
      training: { epochs: 4, peakRate: 4e-3, wallSeconds: 1800 },
      whenNew: normalizedNetworkFindings,
      size: (model) => [parameterFinding([parameters, withoutBiases], model)],
    }),
  },
});
