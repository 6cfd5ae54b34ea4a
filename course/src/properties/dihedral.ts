import type { DihedralLaw } from '../answers';
import { find, type Finding } from '../report/Finding';

/** To be written. */
export function dihedralProperties(answer: DihedralLaw): Finding[] {
  return [
    find('to be written', () => {
      throw new Error(typeof answer);
    }),
  ];
}
