import { C4 } from 'equivariant';
import type { Specimens } from './Specimen';
import { rightGroupLayers } from './support/rightGroupLayers';
import { wrongGroupLayers } from './support/wrongGroupLayers';

/** Answers to exercise 2.3. */
export const lifting: Specimens<'2.3'> = {
  right: rightGroupLayers(C4, true),
  wrong: wrongGroupLayers(C4, true),
};
