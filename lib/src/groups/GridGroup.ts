import { Group, type ElementNames } from './Group';
import { inWords, isClose, productTable, type Matrix } from './matrices';

/**
 * A group that acts on the pixels of a square grid, given by the matrices that move its points.
 *
 * Its law follows from the matrices, and so does how it permutes the pixels. See Cohen & Welling,
 * "Group Equivariant Convolutional Networks" (2016), section 4.
 *
 * @example
 * // Left-right and up-down reflections.
 * new GridGroup('Reflections', [
 *   [1, 0, 0, 1],
 *   [1, 0, 0, -1],
 *   [-1, 0, 0, 1],
 *   [-1, 0, 0, -1],
 * ]);
 */
export class GridGroup extends Group {
  /**
   * @param name the group's name in messages and saved models
   * @param matrices one matrix for each element, the identity first
   * @param names the names of the elements; by default, what the matrices do
   * @throws Error if the matrices do not form a group, or do not map the pixel grid to itself
   */
  constructor(
    name: string,
    private readonly matrices: readonly Matrix[],
    names: ElementNames = {},
  ) {
    super(name, productTable(name, matrices), { describe: (g) => inWords(matrices[g]!), ...names });
    const wrong = matrices.find((matrix) => !keepsGrid(matrix));
    if (wrong) {
      throw new Error(
        `${name} does not act on the pixel grid: [${wrong.join(', ')}] is neither a turn by a multiple of 90° nor a reflection of the grid.`,
      );
    }
  }

  /**
   * The matrix of g: it moves the point (row, col), measured from the centre of the grid.
   *
   * @throws RangeError if g is not an element
   */
  matrix(g: number): Matrix {
    // Refuses what is not an element.
    return this.matrices[this.product(g, 0)]!;
  }

  /**
   * How g rearranges a size x size picture: entry p is the pixel (row·size + col) of the *original*
   * that stands at pixel p of the transformed picture, so `(L_g f)(p) = f(g⁻¹ p) = f(source[p])`.
   *
   * @throws RangeError if g is not an element
   *
   * @example
   * C4.sourcePixels(1, 2); // [1, 3, 0, 2]: [[0, 1], [2, 3]] becomes [[1, 3], [0, 2]]
   */
  sourcePixels(g: number, size: number): number[] {
    const [a, b, c, d] = this.matrix(this.inverse(g));
    // Twice the distance from the centre, so that even sizes need no halves.
    const centre = size - 1;
    const source: number[] = [];
    for (let row = 0; row < size; row++) {
      for (let col = 0; col < size; col++) {
        const y = 2 * row - centre;
        const x = 2 * col - centre;
        source.push(((a * y + b * x + centre) / 2) * size + (c * y + d * x + centre) / 2);
      }
    }
    return source;
  }

  /** Whether the other group has the same law and moves the pixels in the same way. */
  override isSameAs(other: Group): boolean {
    return (
      super.isSameAs(other) &&
      other instanceof GridGroup &&
      this.matrices.every((matrix, g) => isClose(matrix, other.matrices[g]!))
    );
  }
}

/** Whether a matrix maps square grids to themselves: one entry in each row and column, 1 or -1. */
function keepsGrid([a, b, c, d]: Matrix): boolean {
  const entries = [a, b, c, d];
  const lines = [
    [a, b],
    [c, d],
    [a, c],
    [b, d],
  ];
  return (
    entries.every(Number.isInteger) &&
    lines.every(([one, other]) => Math.abs(one!) + Math.abs(other!) === 1)
  );
}
