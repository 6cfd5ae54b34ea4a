import type { CodeNumber } from 'course';
import { own } from './bank/source';

/** A student who plays no tricks, and what the answers are worth without the accuracies: known, not measured. */
export interface Honest {
  name: string;
  answers: Readonly<Record<string, string>>;
  points: Readonly<Partial<Record<CodeNumber, number>>>;
}

/** One is graded before all attacks and one after them, in the order of names. */
export const honest: readonly Honest[] = [
  {
    name: '0 a right one',
    answers: Object.fromEntries(['1-2', '1-3', '2-2', '2-3', '3-2'].map((id) => [id, own(id)])),
    points: { '1.2': 5, '1.3': 8, '2.2': 5, '2.3': 15, '3.2': 9 },
  },
  {
    name: 'zz partly wrong',
    answers: {
      // Its inverse is the element itself.
      '1-2': own('1-2').replace('return (4 - a) % 4;', 'return a;'),
      '2-2': own('2-2'),
      // Its filters are all alike.
      '2-3': own('2-3').replace('rotate(pictures, h)', 'rotate(pictures, 0)'),
    },
    points: { '1.2': 3, '2.2': 5, '2.3': 7 },
  },
];
