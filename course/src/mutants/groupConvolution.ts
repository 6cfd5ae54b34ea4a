import { C4 } from 'equivariant';
import type { Specimens } from './Specimen';
import { rightGroupLayers } from './support/rightGroupLayers';
import { wrongGroupLayers } from './support/wrongGroupLayers';
import { wrongGroupAxes } from './support/wrongGroupAxes';

/** Answers to exercise 2.4. */
export const groupConvolution: Specimens<'2.4'> = {
  right: rightGroupLayers(C4, false),
  wrong: [...wrongGroupLayers(C4, false), ...wrongGroupAxes(C4)],
};
