import type { CyclicLaw } from '../answers';
import { find, type Finding } from '../report/Finding';

/** To be written. */
export function cyclicProperties(answer: CyclicLaw): Finding[] {
  return [
    find('to be written', () => {
      throw new Error(typeof answer);
    }),
  ];
}
