import { GridGroup } from './GridGroup';
import { Group, mod, type ElementNames } from './Group';
import { inWords, productTable, symmetries } from './matrices';

/**
 * The cyclic group C_n: element r turns by r·360°/n, counter-clockwise on the screen.
 *
 * @param n the number of elements; with 1, 2 or 4 the group acts on the pixel grid
 * @throws RangeError if n is not a whole number of at least 1
 *
 * @example
 * cyclicGroup(12).describe(1); // "a turn by 30°"
 */
export function cyclicGroup(n: 1 | 2 | 4): GridGroup;
export function cyclicGroup(n: number): Group;
export function cyclicGroup(n: number): Group {
  checkSides('cyclicGroup', n);
  return planeGroup(`C${n}`, n, false);
}

/**
 * The dihedral group D_n: n rotations and n reflections. Element n·f + r reflects (left and right)
 * if f = 1 and *then* turns by r·360°/n, counter-clockwise on the screen.
 *
 * @param n the number of turns; with 1, 2 or 4 the group acts on the pixel grid
 * @throws RangeError if n is not a whole number of at least 1
 *
 * @example
 * dihedralGroup(4).label(6); // "[1, 2]"
 */
export function dihedralGroup(n: 1 | 2 | 4): GridGroup;
export function dihedralGroup(n: number): Group;
export function dihedralGroup(n: number): Group {
  checkSides('dihedralGroup', n);
  const label = (g: number): string => `[${Math.floor(g / n)}, ${g % n}]`;
  return planeGroup(`D${n}`, n, true, { label });
}

function planeGroup(
  name: string,
  n: number,
  withReflections: boolean,
  names: ElementNames = {},
): Group {
  const matrices = symmetries(n, withReflections);
  if (4 % n === 0) return new GridGroup(name, matrices, names);
  const describe = (g: number): string => inWords(matrices[g]!);
  return new Group(name, productTable(name, matrices), { describe, ...names });
}

function checkSides(caller: string, n: number): void {
  if (Number.isInteger(n) && n >= 1) return;
  throw new RangeError(
    `${caller} needs n to be a whole number of at least 1, but ${String(n)} was given.`,
  );
}

/** The group that has only the identity: group layers over it are ordinary convolutions. */
export const C1 = cyclicGroup(1);

/** The identity and the half turn. */
export const C2 = cyclicGroup(2);

/** The four quarter turns. Together with the translations they form p4. */
export const C4 = cyclicGroup(4);

/** Eight turns by multiples of 45°, for steerable layers. */
export const C8 = cyclicGroup(8);

/** Sixteen turns by multiples of 22.5°, for steerable layers. */
export const C16 = cyclicGroup(16);

/** The identity and the left-right reflection. */
export const D1 = dihedralGroup(1);

/** The half turn and the reflections of a rectangle, left-right and up-down. */
export const D2 = dihedralGroup(2);

/** The four quarter turns and four reflections. Together with the translations they form p4m. */
export const D4 = dihedralGroup(4);

/** The element of D4 that reflects if f = 1 and then makes r quarter turns. */
export const d4 = (f: 0 | 1, r: number): number => 4 * f + mod(r, 4);
