import { groupConvolutionCheck } from '../../checks/convolution/groupConvolution';
import { rotations } from '../../checks/symmetry';
import { exercise } from '../Exercise';

export const groupConvolution = exercise({
  folder: '2.4-group-convolution',
  title: 'Group convolution',
  points: 15,
  kind: 'code',
  parts: {
    '2.4': { kind: 'layer', check: groupConvolutionCheck(rotations, { takesFields: true }) },
  },
});
