import { rotationsAndReflections } from '../../../checks/symmetry';
import { codeGrading } from '../../../grading/Grading';
import { networkLooks, parameterLooks } from '../../../grading/secondLooks/network';
import { stillUnchangedByAll, unchangedByAll } from '../../../grading/sharedItems';
import { isotropicCnn } from '../exercise';

export const grading = codeGrading(isotropicCnn, {
  items: [
    {
      points: 1,
      title: 'pictures in, logits out',
      part: '3.3',
      ids: ['built', 'shape', 'depends', 'no-softmax'],
    },
    { points: 1, title: 'ReLUs and parameters', part: '3.3', ids: ['relus', 'parameters'] },
    {
      points: 2,
      title: 'unchanged by rotations and reflections',
      part: '3.3',
      ids: unchangedByAll,
      idsAfterTraining: stillUnchangedByAll,
    },
    { points: 1, title: 'accuracy', part: '3.3', ids: ['accuracy'], trained: true },
  ],
  secondLooks: { '3.3': [networkLooks(rotationsAndReflections), parameterLooks] },
});
