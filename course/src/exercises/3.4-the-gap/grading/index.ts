import { writtenGrading } from '../../../grading/Grading';
import { theGap } from '../exercise';

export const grading = writtenGrading(theGap, [
  'Both accuracies are stated, with the group network far ahead.',
  'An isotropic 3 × 3 filter has two free weights and responds alike to edges in all directions.',
  'So every single layer is invariant around each pixel: no single answer tells which way a stroke runs.',
  'A group convolution keeps the responses in all four orientations: equivariant, not invariant.',
  'Later layers combine orientations (filters over the group axis), and only the last pooling drops the orientation of the whole picture.',
]);
