import { Group, multiply, type Matrix } from './Group';

/** A point on the right of the centre goes to the top: (row, col) -> (-col, row), rows counted downwards. */
const quarterTurns: readonly Matrix[] = [
  [1, 0, 0, 1],
  [0, -1, 1, 0],
  [-1, 0, 0, -1],
  [0, 1, -1, 0],
];

/** The left-right mirror image: (row, col) -> (row, -col). */
const mirror: Matrix = [1, 0, 0, -1];

/**
 * The four rotations: element r turns by r quarter turns, counter-clockwise as seen on the screen.
 * Together with the translations they make p4.
 */
export const C4 = new Group('C4', quarterTurns);

/**
 * The four rotations and four reflections. Element 4·f + r mirrors left and right if f = 1 and *then* turns
 * by r quarter turns, counter-clockwise. Together with the translations they make p4m.
 */
export const D4 = new Group('D4', [
  ...quarterTurns,
  ...quarterTurns.map((turn) => multiply(turn, mirror)),
]);

/** The element of D4 that mirrors if f = 1 and then turns by r quarter turns. */
export const d4 = (f: 0 | 1, r: number): number => 4 * f + (((r % 4) + 4) % 4);

/** The group that has only the identity: group layers over it are ordinary convolutions. */
export const C1 = new Group('C1', [[1, 0, 0, 1]]);

const byName = new Map([C1, C4, D4].map((group) => [group.name, group]));

/**
 * The group of that name, as saved models write it.
 *
 * @throws Error if there is no such group
 */
export function groupNamed(group: Group | string): Group {
  if (group instanceof Group) return group;
  // TensorFlow.js changes the case of strings when it loads a model.
  const found = byName.get(group.toUpperCase());
  if (!found) {
    throw new Error(`Unknown group "${group}"; expected one of ${[...byName.keys()].join(', ')}.`);
  }
  return found;
}
