import type { ValueTypes } from '../values/Values';
import { dataProperty, isTensor, type TensorLike } from '../values/TensorLike';

/** Values that are looked at: a data set of plain objects must not hold a cell up. */
const limit = 100_000;

/**
 * The tensors that a value is or holds: in arrays, maps, sets, and the fields of objects, such as a
 * model's weights.
 *
 * No code of the value's own runs: getters and proxies are passed over. What only a closure holds
 * is not found.
 */
export function tensorsIn(value: unknown, types: ValueTypes): Set<TensorLike> {
  const tensors = new Set<TensorLike>();
  const seen = new Set<object>();
  const waiting = [value];
  for (let looked = 0; waiting.length > 0 && looked < limit; looked++) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isTensor(next, types)) tensors.add(next);
    else for (const inner of valuesIn(next, limit, types)) waiting.push(inner);
  }
  return tensors;
}

/** Up to `most` of the values that an object holds directly. */
function* valuesIn(
  object: object,
  most: number,
  types: ValueTypes,
): Generator<unknown, void, undefined> {
  if (types.isProxy(object) || ArrayBuffer.isView(object)) return;
  let count = 0;
  for (const value of elementsOf(object, types)) {
    if (count++ === most) return;
    yield value;
  }
  // The names of a long array's elements would take long to list.
  if (Array.isArray(object)) return;
  for (const name in object) {
    if (count++ === most) return;
    yield dataProperty(object, name);
  }
}

function* elementsOf(object: object, types: ValueTypes): Generator<unknown, void, undefined> {
  if (types.isSet(object)) yield* Set.prototype.values.call(object);
  if (types.isMap(object)) {
    for (const [key, value] of Map.prototype.entries.call(object)) yield* [key, value];
  }
  if (Array.isArray(object)) {
    for (let index = 0; index < object.length; index++) yield dataProperty(object, index);
  }
}
