import { exercise } from '../Exercise';
import { isotropicFindings } from './check';

export const isotropicConvolution = exercise({
  folder: '2.1-isotropic',
  title: 'Isotropic convolution',
  points: 12,
  kind: 'code',
  parts: { '2.1': { kind: 'layer', check: isotropicFindings } },
});
