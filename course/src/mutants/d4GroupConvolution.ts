import { D4 } from 'equivariant';
import type { Specimens } from './Specimen';
import { rightGroupLayers } from './support/rightGroupLayers';
import { wrongGroupAxes } from './support/wrongGroupAxes';
import { wrongGroupLayers } from './support/wrongGroupLayers';
import { wrongReflections } from './support/wrongReflections';

/** Answers to the group convolution of exercise 4. */
export const d4GroupConvolution: Specimens<'4b'> = {
  right: rightGroupLayers(D4, false),
  wrong: [...wrongGroupLayers(D4, false), ...wrongGroupAxes(D4), ...wrongReflections(false)],
};
