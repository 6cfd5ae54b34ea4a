import type { Variant } from '../Variant';
import { groups } from './groups';
import { layers } from './layers';

export { notHandedIn } from './groups';

/** At least one of each kind of dependence that students have handed in. */
export const variants: readonly Variant[] = [...groups, ...layers];
