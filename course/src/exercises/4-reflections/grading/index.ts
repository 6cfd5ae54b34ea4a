import { rotationsAndReflections } from '../../../checks/symmetry';
import { codeGrading } from '../../../grading/Grading';
import { convolutionLooks } from '../../../grading/secondLooks/convolution';
import {
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
    { points: 2, title: 'lifting: moved copies', part: '4a', ids: movedCopies },
    { points: 1, title: 'group convolution: the right shape', part: '4b', ids: ['usable'] },
    { points: 1, title: 'group convolution: weights and bias', part: '4b', ids: weightsAndBias },
    { points: 2, title: 'group convolution: moved copies', part: '4b', ids: movedCopies },
    {
      points: 1,
      title: 'a network: pictures in, logits out',
      part: '4c',
      ids: ['built', 'shape', 'any-batch'],
    },
    { points: 1, title: 'depends on the picture', part: '4c', ids: ['depends', 'no-softmax'] },
    { points: 1, title: 'ReLUs and poolings', part: '4c', ids: ['relus', 'pools'] },
    { points: 1, title: 'parameters', part: '4c', ids: ['parameters'] },
    {
      points: 2,
      title: 'unchanged by rotations and reflections',
      part: '4c',
      ids: ['convolutions', ...unchangedByAll],
      idsAfterTraining: stillUnchangedByAll,
    },
    { points: 1, title: 'accuracy', part: '4c', ids: ['accuracy'], trained: true },
  ],
  secondLooks: {
    '4a': [
      convolutionLooks(
        { symmetry: rotationsAndReflections, takesFields: false, givesFields: true },
        ['copies'],
      ),
    ],
    '4b': [
      convolutionLooks(
        { symmetry: rotationsAndReflections, takesFields: true, givesFields: true },
        ['copies'],
      ),
    ],
    '4c': [],
  },
});
