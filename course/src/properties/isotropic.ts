import type { IsotropicClass } from '../answers';
import { find, type Finding } from '../report/Finding';

/** To be written. */
export function isotropicProperties(answer: IsotropicClass): Finding[] {
  return [
    find('to be written', () => {
      throw new Error(typeof answer);
    }),
  ];
}
