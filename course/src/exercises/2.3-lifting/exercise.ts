import { groupConvolutionCheck } from '../../checks/convolution/groupConvolution';
import { rotations } from '../../checks/symmetry';
import { exercise } from '../Exercise';

export const lifting = exercise({
  folder: '2.3-lifting',
  title: 'Lifting convolution',
  points: 15,
  kind: 'code',
  parts: {
    '2.3': { kind: 'layer', check: groupConvolutionCheck(rotations, { takesFields: false }) },
  },
});
