import { C4, D4 } from 'equivariant';
import type { Specimens } from './Specimen';
import { groupLayer } from './support/groupLayer';
import { rightGroupLayers } from './support/rightGroupLayers';
import { wrongGroupLayers } from './support/wrongGroupLayers';
import { wrongReflections } from './support/wrongReflections';

/** Answers to the lifting convolution of exercise 4. */
export const d4Lifting: Specimens<'4a'> = {
  right: rightGroupLayers(D4, true),
  wrong: [
    ...wrongGroupLayers(D4, true),
    ...wrongReflections(true),
    {
      name: 'the layer of exercise 2.3',
      answer: groupLayer({ group: C4, lifting: true }),
      hint: /8 elements/,
    },
  ],
};
