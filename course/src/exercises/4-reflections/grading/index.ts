import { rotationsAndReflections } from '../../../checks/symmetry';
import { codeGrading } from '../../../grading/Grading';
import { convolutionLooks } from '../../../grading/secondLooks/convolution';
import { networkLooks } from '../../../grading/secondLooks/network';
import {
  networkIds,
  reflectionIds,
  rotationIds,
  stillUnchangedByAll,
  unchangedByAll,
  weightsAndBias,
} from '../../../grading/sharedItems';
import { reflections } from '../exercise';

const movedCopies = [
  'correlation',
  'commutes-0',
  ...rotationIds,
  ...reflectionIds,
  'copies',
  'copies-differ',
  'free-weights',
] as const;

export const grading = codeGrading(reflections, {
  items: [
    { points: 1, title: 'lifting: the right shape', part: '4a', ids: ['usable'] },
    { points: 1, title: 'lifting: weights and bias', part: '4a', ids: weightsAndBias },
    { points: 3, title: 'lifting: moved copies', part: '4a', ids: movedCopies },
    { points: 1, title: 'group convolution: the right shape', part: '4b', ids: ['usable'] },
    { points: 1, title: 'group convolution: weights and bias', part: '4b', ids: weightsAndBias },
    { points: 4, title: 'group convolution: moved copies', part: '4b', ids: movedCopies },
    { points: 1, title: 'a network', part: '4c', ids: networkIds },
    {
      points: 2,
      title: 'unchanged by rotations and reflections',
      part: '4c',
      ids: unchangedByAll,
      idsAfterTraining: stillUnchangedByAll,
    },
    { points: 1, title: 'accuracy', part: '4c', ids: ['accuracy'], trained: true },
  ],
  secondLooks: {
    '4a': [convolutionLooks(rotationsAndReflections, { takesFields: false }, ['copies'])],
    '4b': [convolutionLooks(rotationsAndReflections, { takesFields: true }, ['copies'])],
    '4c': [networkLooks(rotationsAndReflections)],
  },
});
