import { mod } from './Group';

/** A 2x2 matrix [a, b, c, d]; it maps (row, col) to (a·row + b·col, c·row + d·col). */
export type Matrix = readonly [number, number, number, number];

/** The left-right reflection: (row, col) -> (row, -col). */
export const reflection: Matrix = [1, 0, 0, -1];

/** A turn about the origin, counter-clockwise on the screen, where rows count downwards. */
export function turnBy(radians: number): Matrix {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return [cos, -sin, sin, cos];
}

/** The product of two matrices: first the second, then the first. */
export function multiply([a, b, c, d]: Matrix, [e, f, g, h]: Matrix): Matrix {
  return [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
}

/** Whether two matrices agree up to rounding. */
export function isClose(a: Matrix, b: Matrix): boolean {
  return a.every((value, i) => Math.abs(value - b[i]!) < 1e-9);
}

/**
 * The symmetries of a regular n-gon: element r turns by r·360°/n; with reflections, element n·f + r
 * reflects if f = 1 and *then* turns.
 */
export function symmetries(n: number, withReflections: boolean): Matrix[] {
  const turns = Array.from({ length: n }, (_, r) => turnBy((2 * Math.PI * r) / n));
  const all = withReflections
    ? [...turns, ...turns.map((turn) => multiply(turn, reflection))]
    : turns;
  // Exact where the symmetry maps pixels to pixels.
  return all.map((matrix) => {
    const whole = matrix.map((value) => Math.round(value) + 0) as unknown as Matrix;
    return isClose(matrix, whole) ? whole : matrix;
  });
}

/**
 * The Cayley table of matrices that form a group.
 *
 * @throws Error if a product is missing among them
 */
export function productTable(name: string, matrices: readonly Matrix[]): number[][] {
  const indexOf = (product: Matrix): number => {
    const index = matrices.findIndex((matrix) => isClose(matrix, product));
    if (index < 0) throw new Error(`The matrices of ${name} are not closed under products.`);
    return index;
  };
  return matrices.map((a) => matrices.map((b) => indexOf(multiply(a, b))));
}

const quarterTurns = ['nothing', 'a quarter turn', 'a half turn', 'three quarter turns'];

/** A turn, or a left-right reflection and then a turn, in words. */
export function inWords(matrix: Matrix): string {
  const [a, b, c, d] = matrix;
  const reflects = a * d - b * c < 0;
  const [cos, , sin] = reflects ? multiply(matrix, reflection) : matrix;
  const degrees = Number(mod((Math.atan2(sin, cos) * 180) / Math.PI, 360).toFixed(1));
  const turn = quarterTurns[degrees / 90] ?? `a turn by ${degrees}°`;
  if (degrees === 0) return reflects ? 'a reflection' : 'the identity';
  return reflects ? `a reflection and ${turn}` : turn;
}
