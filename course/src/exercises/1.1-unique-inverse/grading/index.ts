import { writtenGrading } from '../../../grading/Grading';
import { uniqueInverse } from '../exercise';

export const grading = writtenGrading(uniqueInverse, [
  { points: 1, title: 'The claim is set up: suppose that a has two inverses, b and c.' },
  { points: 1, title: 'What that means: ab = ba = e and ac = ca = e.' },
  {
    points: 1,
    title: 'b = be, and e is replaced by ac: the step that brings the two together.',
  },
  { points: 1, title: 'b(ac) = (ba)c by associativity, which is named.' },
  {
    points: 1,
    title:
      '(ba)c = ec = c, hence b = c; nothing else is used, in particular not that the group is commutative.',
  },
]);
