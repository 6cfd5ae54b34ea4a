import { GridGroup } from './GridGroup';
import { Group } from './Group';
import { C1, C16, C2, C4, C8, cyclicGroup, D1, D2, D4, dihedralGroup } from './groups';

const builtIn = [C1, C2, C4, C8, C16, D1, D2, D4];
const known = new Map(builtIn.map((group) => [keyOf(group.name), group]));

/**
 * Makes a group known by its name, so that a saved model over it can be loaded again. The same
 * program must register the group before it loads the model. Every C_n and D_n is known already.
 *
 * @returns the group
 * @throws Error if another group already has this name
 *
 * @example
 * const Reflections = registerGroup(new GridGroup('Reflections', [[1, 0, 0, 1], [-1, 0, 0, 1]]));
 */
export function registerGroup<G extends Group>(group: G): G {
  const other = find(group.name);
  if (other && !other.isSameAs(group)) {
    throw new Error(
      `Another group named "${other.name}" is registered already. Give this one a name of its own.`,
    );
  }
  if (!other) known.set(keyOf(group.name), group);
  return group;
}

/**
 * The group of that name, as saved models write it. A group is returned as it is.
 *
 * @throws Error if no group of that name is known
 *
 * @example
 * groupNamed('D4') === D4; // true
 */
export function groupNamed(group: Group | string): Group {
  if (group instanceof Group) return group;
  const found = find(group);
  if (found) return found;
  const names = [...known.values()].map(({ name }) => name);
  throw new Error(
    `Unknown group "${group}"; expected one of ${names.join(', ')}, or any other C_n or D_n. For a group of your own, call registerGroup(group) first.`,
  );
}

/**
 * The group of that name, if it acts on the pixel grid.
 *
 * @throws Error if no group of that name is known, or it does not act on the grid
 */
export function gridGroupNamed(group: Group | string): GridGroup {
  const found = groupNamed(group);
  if (found instanceof GridGroup) return found;
  throw new Error(
    `${found.name} does not act on the pixel grid; C1, C2, C4, D1, D2 and D4 do. Steerable layers take other cyclic groups.`,
  );
}

function find(name: string): Group | undefined {
  const key = keyOf(name);
  const found = known.get(key);
  if (found) return found;
  const [, family, n] = /^([cd])([1-9]\d*)$/.exec(key) ?? [];
  if (!family) return undefined;
  return family === 'c' ? cyclicGroup(Number(n)) : dihedralGroup(Number(n));
}

/** TensorFlow.js changes case and underscores of the strings in a model that it saves or loads. */
function keyOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
