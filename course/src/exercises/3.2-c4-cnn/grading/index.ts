import { codeGrading } from '../../../grading/Grading';
import { stillUnchangedByRotations, unchangedByRotations } from '../../../grading/sharedItems';
import { c4Cnn } from '../exercise';

export const grading = codeGrading(c4Cnn, {
  items: [
    {
      points: 2,
      title: 'pictures in, logits out',
      part: '3.2',
      ids: ['built', 'shape', 'any-batch'],
    },
    { points: 1, title: 'depends on the picture', part: '3.2', ids: ['depends', 'no-softmax'] },
    { points: 1, title: 'ReLUs and poolings', part: '3.2', ids: ['relus', 'pools'] },
    { points: 2, title: 'parameters', part: '3.2', ids: ['parameters'] },
    {
      points: 3,
      title: 'unchanged by rotations',
      part: '3.2',
      ids: ['convolutions', ...unchangedByRotations],
      idsAfterTraining: stillUnchangedByRotations,
    },
    { points: 1, title: 'accuracy', part: '3.2', ids: ['accuracy'], trained: true },
  ],
  secondLooks: { '3.2': [] },
});
