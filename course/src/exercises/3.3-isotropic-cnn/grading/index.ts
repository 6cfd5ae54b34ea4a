import { codeGrading } from '../../../grading/Grading';
import { stillUnchangedByAll, unchangedByAll } from '../../../grading/sharedItems';
import { isotropicCnn } from '../exercise';

export const grading = codeGrading(isotropicCnn, {
  items: [
    {
      points: 1,
      title: 'pictures in, logits out',
      part: '3.3',
      ids: ['built', 'shape', 'any-batch', 'depends', 'no-softmax'],
    },
    {
      points: 1,
      title: 'ReLUs, poolings and parameters',
      part: '3.3',
      ids: ['relus', 'pools', 'parameters'],
    },
    {
      points: 2,
      title: 'unchanged by rotations and reflections',
      part: '3.3',
      ids: ['convolutions', ...unchangedByAll],
      idsAfterTraining: stillUnchangedByAll,
    },
    { points: 1, title: 'accuracy', part: '3.3', ids: ['accuracy'], trained: true },
  ],
  secondLooks: { '3.3': [] },
});
