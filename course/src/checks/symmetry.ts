import { C4, D4, type GridGroup } from 'equivariant';

/** A group with its elements in its type, so that the ids of findings can name them. */
export interface Symmetry<Element extends number> {
  group: GridGroup;
  elements: readonly Element[];
}

/** The rotations to check: element r is a rotation by r quarter turns. */
export const rotations: Symmetry<0 | 1 | 2 | 3> = { group: C4, elements: [0, 1, 2, 3] };

/** The rotations and reflections to check: element 4f + r reflects if f = 1, then rotates. */
export const rotationsAndReflections: Symmetry<0 | 1 | 2 | 3 | 4 | 5 | 6 | 7> = {
  group: D4,
  elements: [0, 1, 2, 3, 4, 5, 6, 7],
};
