import { short } from './text';

const mostSteps = 1000;
const converged = 1e-13;

/**
 * Principal component analysis: the coordinates of each row along the directions in which the rows
 * vary most, for a scatter plot of high-dimensional features.
 *
 * Power iteration finds one direction after the other. A direction's sign is arbitrary; here its
 * largest entry is positive.
 *
 * @param rows one row for each sample, all of the same length
 * @param count the number of directions; default 2
 * @returns `count` coordinates for each row, measured from the mean of the rows
 * @throws RangeError if there are fewer than two rows, if rows differ in length, if a value is not
 * finite, or if `count` exceeds the length of a row
 *
 * @example
 * scatterByClass(principalComponents(features), labels)
 */
export function principalComponents(rows: readonly ArrayLike<number>[]): [x: number, y: number][];
export function principalComponents(rows: readonly ArrayLike<number>[], count: number): number[][];
export function principalComponents(rows: readonly ArrayLike<number>[], count = 2): number[][] {
  check(rows, count);
  const centred = centre(rows);
  const directions: Float64Array[] = [];
  while (directions.length < count) directions.push(largestDirection(centred, directions));
  return centred.map((row) => directions.map((direction) => dot(row, direction)));
}

function centre(rows: readonly ArrayLike<number>[]): Float64Array[] {
  const mean = new Float64Array(rows[0]!.length);
  for (const row of rows) for (let j = 0; j < mean.length; j++) mean[j]! += row[j]! / rows.length;
  return rows.map((row) => Float64Array.from(row, (value, j) => value - mean[j]!));
}

/**
 * The direction of largest variance among those orthogonal to `found`; zeros if no variance is
 * left.
 */
function largestDirection(
  rows: readonly Float64Array[],
  found: readonly Float64Array[],
): Float64Array {
  // Numbers without a pattern, so that no symmetry of the data makes them orthogonal to the
  // direction.
  let direction = Float64Array.from(rows[0]!, (_, j) => Math.sin(1 + j * j));
  const scale = rows.reduce((sum, row) => sum + dot(row, row), 0);
  for (let step = 0; step < mostSteps; step++) {
    const next = new Float64Array(direction.length);
    for (const row of rows) addScaled(next, row, dot(row, direction));
    for (const one of found) addScaled(next, one, -dot(next, one));
    const length = Math.sqrt(dot(next, next));
    if (!(length > 1e-12 * scale)) return new Float64Array(direction.length);
    const unit = next.map((value) => value / length);
    const change = 1 - Math.abs(dot(unit, direction));
    direction = unit;
    if (step > 0 && change < converged) break;
  }
  const largest = direction.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  return largest < 0 ? direction.map((value) => -value) : direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function addScaled(to: Float64Array, what: Float64Array, factor: number): void {
  for (let j = 0; j < to.length; j++) to[j]! += factor * what[j]!;
}

function check(rows: readonly ArrayLike<number>[], count: number): void {
  const length = rows[0]?.length ?? 0;
  const ragged = rows.findIndex((row) => row.length !== length);
  if (rows.length < 2 || ragged > 0) {
    throw new RangeError(
      `principalComponents: expected at least two rows, all of the same length; got ${rows.length}${ragged > 0 ? `, row 0 with ${length} values and row ${ragged} with ${rows[ragged]!.length}` : ''}. Pass one row for each sample, such as tensor.arraySync().`,
    );
  }
  if (!Number.isInteger(count) || count < 1 || count > length) {
    throw new RangeError(
      `principalComponents: expected a whole number of components from 1 to ${length}, the length of a row; got ${short(count)}.`,
    );
  }
  const wrong = rows.findIndex((row) => !Array.from(row).every(Number.isFinite));
  if (wrong >= 0) {
    throw new RangeError(
      `principalComponents: expected finite numbers, but row ${wrong} holds another value. Check whether the training has diverged.`,
    );
  }
}
