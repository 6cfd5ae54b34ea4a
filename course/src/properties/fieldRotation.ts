import type { FieldRotation } from '../answers';
import { find, type Finding } from '../report/Finding';

/** To be written. */
export function fieldRotationProperties(answer: FieldRotation): Finding[] {
  return [
    find('to be written', () => {
      throw new Error(typeof answer);
    }),
  ];
}
