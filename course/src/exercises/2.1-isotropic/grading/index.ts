import { rotationsAndReflections } from '../../../checks/symmetry';
import { codeGrading } from '../../../grading/Grading';
import { convolutionLooks } from '../../../grading/secondLooks/convolution';
import { reflectionIds, rotationIds } from '../../../grading/sharedItems';
import { isotropicConvolution } from '../exercise';

export const grading = codeGrading(isotropicConvolution, {
  items: [
    { points: 2, title: 'the right shape', part: '2.1', ids: ['usable'] },
    { points: 2, title: 'two weights per filter', part: '2.1', ids: ['parameters'] },
    { points: 1, title: 'bias', part: '2.1', ids: ['bias', 'no-bias'] },
    { points: 1, title: 'a correlation', part: '2.1', ids: ['correlation', 'commutes-0'] },
    { points: 2, title: 'commutes with rotations', part: '2.1', ids: rotationIds },
    { points: 1, title: 'commutes with reflections', part: '2.1', ids: reflectionIds },
    {
      points: 1,
      title: 'centre and ring',
      part: '2.1',
      ids: ['ring', 'centre-and-ring', 'free-channels'],
    },
    { points: 1, title: 'can be trained', part: '2.1', ids: ['gradient', 'own-weights'] },
    { points: 1, title: 'other sizes and channels', part: '2.1', ids: ['other-settings'] },
  ],
  secondLooks: {
    '2.1': [
      convolutionLooks(
        { symmetry: rotationsAndReflections, takesFields: false, givesFields: false },
        ['ring'],
      ),
    ],
  },
});
