import { writtenGrading } from '../../../grading/Grading';
import { uniqueInverse } from '../exercise';

export const grading = writtenGrading(uniqueInverse, [
  'The claim is set up: suppose that a has two inverses, b and c.',
  'What that means: ab = ba = e and ac = ca = e.',
  'b = be, and e is replaced by ac: the step that brings the two together.',
  'b(ac) = (ba)c by associativity, which is named.',
  '(ba)c = ec = c, hence b = c; nothing else is used, in particular not that the group is commutative.',
]);
