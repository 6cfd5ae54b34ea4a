import { codeGrading } from '../../../grading/Grading';
import { dihedralGroup } from '../exercise';

export const grading = codeGrading(dihedralGroup, {
  items: [
    { points: 1, title: 'gives elements', part: '1.3', ids: ['pairs'] },
    { points: 5, title: 'products', part: '1.3', ids: ['products'] },
    { points: 2, title: 'inverses', part: '1.3', ids: ['inverses'] },
  ],
  secondLooks: { '1.3': [] },
});
