import type { GroupLayerClass } from '../answers';
import { find, type Finding } from '../report/Finding';

/** To be written. */
export function groupConvolutionProperties(
  part: '2.3' | '2.4' | '4a' | '4b',
  answer: GroupLayerClass,
): Finding[] {
  return [
    find('to be written', () => {
      throw new Error(part + typeof answer);
    }),
  ];
}
