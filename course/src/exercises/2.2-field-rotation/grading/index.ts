import { codeGrading } from '../../../grading/Grading';
import { fieldRotation } from '../exercise';

export const grading = codeGrading(fieldRotation, {
  items: [
    { points: 1, title: 'a field stays a field', part: '2.2', ids: ['shape', 'turn-0'] },
    { points: 1, title: 'a quarter turn', part: '2.2', ids: ['turn-1'] },
    { points: 1, title: 'a half turn', part: '2.2', ids: ['turn-2'] },
    { points: 1, title: 'three quarter turns', part: '2.2', ids: ['turn-3'] },
    { points: 1, title: 'any number of turns', part: '2.2', ids: ['any-turns', 'composition'] },
  ],
  secondLooks: { '2.2': [] },
  standIn: 'rotateP4',
});
