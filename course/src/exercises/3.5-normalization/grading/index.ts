import { codeGrading } from '../../../grading/Grading';
import {
  networkIds,
  stillUnchangedByRotations,
  unchangedByRotations,
} from '../../../grading/sharedItems';
import { normalization } from '../exercise';

export const grading = codeGrading(normalization, {
  items: [
    {
      points: 2,
      title: 'normalizes each channel',
      part: '3.5a',
      ids: ['shape', 'normalized', 'finite'],
    },
    {
      points: 2,
      title: 'shared over the group',
      part: '3.5a',
      ids: ['one-mean', 'equivariant-in-training', 'equivariant-in-inference'],
    },
    { points: 1, title: 'scale and shift', part: '3.5a', ids: ['scale-and-shift'] },
    {
      points: 1,
      title: 'inference',
      part: '3.5a',
      ids: ['inference-memory', 'inference-still'],
    },
    {
      points: 1,
      title: 'a network with it after every convolution',
      part: '3.5b',
      ids: [...networkIds, 'normalizations', 'parameters'],
    },
    {
      points: 2,
      title: 'unchanged by rotations',
      part: '3.5b',
      ids: ['convolutions', 'unchanged-in-training', ...unchangedByRotations],
      idsAfterTraining: stillUnchangedByRotations,
    },
    { points: 1, title: 'accuracy', part: '3.5b', ids: ['accuracy'], trained: true },
  ],
  secondLooks: { '3.5a': [], '3.5b': [] },
});
