import { rotations } from '../../../checks/symmetry';
import { codeGrading } from '../../../grading/Grading';
import { convolutionLooks } from '../../../grading/secondLooks/convolution';
import { convolutionItems } from '../../../grading/sharedItems';
import { groupConvolution } from '../exercise';

export const grading = codeGrading(groupConvolution, {
  items: convolutionItems('2.4'),
  secondLooks: {
    '2.4': [
      convolutionLooks({ symmetry: rotations, takesFields: true, givesFields: true }, ['copies']),
    ],
  },
});
