import { rotations } from '../../../checks/symmetry';
import { codeGrading } from '../../../grading/Grading';
import { convolutionLooks } from '../../../grading/secondLooks/convolution';
import { convolutionItems } from '../../../grading/sharedItems';
import { lifting } from '../exercise';

export const grading = codeGrading(lifting, {
  items: convolutionItems('2.3'),
  secondLooks: {
    '2.3': [
      convolutionLooks({ symmetry: rotations, takesFields: false, givesFields: true }, ['copies']),
    ],
  },
});
