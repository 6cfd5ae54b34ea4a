import { codeGrading } from '../../../grading/Grading';
import { cyclicGroup } from '../exercise';

export const grading = codeGrading(cyclicGroup, {
  items: [
    { points: 2, title: 'products', part: '1.2', ids: ['products'] },
    { points: 2, title: 'inverses', part: '1.2', ids: ['inverses'] },
    { points: 1, title: 'bad input is refused', part: '1.2', ids: ['refusal'] },
  ],
  secondLooks: { '1.2': [] },
});
