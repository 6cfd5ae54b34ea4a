import { writtenGrading } from '../../../grading/Grading';
import { theGap } from '../exercise';

export const grading = writtenGrading(theGap, [
  { points: 1, title: 'Both accuracies are stated, with the group network far ahead.' },
  {
    points: 1,
    title:
      'An isotropic 3 × 3 filter has two free weights and answers alike to an edge of any direction.',
  },
  {
    points: 1,
    title:
      'So every single layer is invariant about each pixel, and the relative direction of strokes is lost.',
  },
  {
    points: 1,
    title:
      'A group convolution keeps the answers of all four orientations: equivariant, not invariant.',
  },
  {
    points: 1,
    title:
      'Later layers combine orientations (filters over the group axis), and only the last pooling drops that of the whole picture.',
  },
]);
