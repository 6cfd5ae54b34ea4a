/** A 2x2 integer matrix [a, b, c, d] that maps (row, col) to (a·row + b·col, c·row + d·col). */
export type Matrix = readonly [number, number, number, number];

/**
 * A finite group of symmetries of the pixel grid, given by the matrices that move its points.
 *
 * Everything else follows from the matrices: the Cayley table, the inverses and the way the group
 * permutes the pixels of a square grid. Elements are named by their index 0 .. order - 1; index 0 is
 * the identity. See Cohen & Welling, "Group Equivariant Convolutional Networks" (2016), section 4.
 *
 * @example
 * C4.product(1, 3); // 0: a quarter turn and then three more is no turn at all
 */
export class Group {
  /** The number of elements, |G|. */
  readonly order: number;
  /** The indices of all elements, 0 .. order - 1. */
  readonly elements: readonly number[];
  private readonly table: readonly (readonly number[])[];
  private readonly inverses: readonly number[];

  /**
   * @param name how the group is called in messages and saved models
   * @param matrices one matrix an element, the identity first
   * @throws Error if the matrices do not form a group
   */
  constructor(
    readonly name: string,
    private readonly matrices: readonly Matrix[],
  ) {
    this.order = matrices.length;
    this.elements = matrices.map((_, g) => g);
    this.table = matrices.map((a) => matrices.map((b) => this.indexOf(multiply(a, b))));
    this.inverses = this.table.map((row) => row.indexOf(0));
    if (!same(matrices[0], [1, 0, 0, 1]) || this.inverses.includes(-1)) {
      throw new Error(`The matrices of ${name} do not form a group with the identity first.`);
    }
  }

  /**
   * The product g·h: first h, then g.
   *
   * @throws RangeError if g or h is not an element
   */
  product(g: number, h: number): number {
    this.check(g);
    this.check(h);
    return this.table[g]![h]!;
  }

  /**
   * The element that undoes g.
   *
   * @throws RangeError if g is not an element
   */
  inverse(g: number): number {
    this.check(g);
    return this.inverses[g]!;
  }

  /** The matrix that moves the point (row, col), seen from the centre of the grid, to where g takes it. */
  matrix(g: number): Matrix {
    this.check(g);
    return this.matrices[g]!;
  }

  /**
   * How g rearranges a size x size picture: entry p is the pixel (row·size + col) of the *original*
   * that stands at pixel p of the transformed picture, so `(L_g f)(p) = f(g⁻¹ p) = f(source[p])`.
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

  private indexOf(matrix: Matrix): number {
    const index = this.matrices.findIndex((m) => same(m, matrix));
    if (index < 0) throw new Error(`The matrices of ${this.name} are not closed under products.`);
    return index;
  }

  private check(g: number): void {
    if (!Number.isInteger(g) || g < 0 || g >= this.order) {
      throw new RangeError(
        `${this.name} has the elements 0 to ${this.order - 1}, but ${String(g)} was given.`,
      );
    }
  }
}

/** The product of two 2x2 matrices: first the second, then the first. */
export function multiply([a, b, c, d]: Matrix, [e, f, g, h]: Matrix): Matrix {
  return [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
}

function same(a: Matrix | undefined, b: Matrix): boolean {
  return a?.every((value, i) => value === b[i]) ?? false;
}
