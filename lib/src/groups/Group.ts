/** How a group names its elements; what is left out gets a plain name. */
export interface ElementNames {
  /** What element g does, in words, such as "a quarter turn". */
  describe?(g: number): string;
  /** How element g is written, such as `[1, 2]`. */
  label?(g: number): string;
}

/**
 * A finite group, given by its law: which element the product of two elements is.
 *
 * Elements are the numbers 0 .. order - 1; 0 is the identity. How a group acts on pictures is not
 * part of its law: see `GridGroup`.
 *
 * @example
 * C8.product(3, 7); // 2: three eighths of a turn and seven more are a turn and a quarter
 */
export class Group {
  /** The number of elements, |G|. */
  readonly order: number;
  /** All elements, 0 .. order - 1. */
  readonly elements: readonly number[];
  private readonly inverses: readonly number[];

  /**
   * @param name the group's name in messages and saved models
   * @param table the Cayley table: `table[g][h]` is the product g·h
   * @param names the names of the elements
   * @throws Error if the table is not that of a group whose identity is 0
   */
  constructor(
    readonly name: string,
    private readonly table: readonly (readonly number[])[],
    private readonly names: ElementNames = {},
  ) {
    this.order = table.length;
    this.elements = table.map((_, g) => g);
    this.inverses = table.map((row) => row.indexOf(0));
    if (!this.isGroup()) {
      throw new Error(`The elements of ${name} do not form a group with the identity first.`);
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

  /**
   * What element g does, in words.
   *
   * @throws RangeError if g is not an element
   *
   * @example
   * D4.describe(5); // "a reflection and a quarter turn"
   */
  describe(g: number): string {
    this.check(g);
    return this.names.describe?.(g) ?? (g === 0 ? 'the identity' : `element ${g}`);
  }

  /**
   * How element g is written: `r` in a cyclic group, `[f, r]` in a dihedral one.
   *
   * @throws RangeError if g is not an element
   *
   * @example
   * D4.label(6); // "[1, 2]"
   */
  label(g: number): string {
    this.check(g);
    return this.names.label?.(g) ?? String(g);
  }

  /** Whether the other group is of the same kind and has the same law, whatever its name. */
  isSameAs(other: Group): boolean {
    return this.constructor === other.constructor && String(this.table) === String(other.table);
  }

  private isGroup(): boolean {
    const { table, elements } = this;
    const isElement = (g: number): boolean => elements.includes(g);
    return (
      elements.length > 0 &&
      table.every((row) => row.length === this.order && row.every(isElement)) &&
      elements.every((g) => table[g]![0] === g && table[0]![g] === g) &&
      this.inverses.every((inverse, g) => isElement(inverse) && table[inverse]![g] === 0) &&
      elements.every((a) =>
        elements.every((b) =>
          elements.every((c) => table[table[a]![b]!]![c] === table[a]![table[b]![c]!]),
        ),
      )
    );
  }

  private check(g: number): void {
    if (!Number.isInteger(g) || g < 0 || g >= this.order) {
      throw new RangeError(
        `${this.name} has the elements 0 to ${this.order - 1}, but ${String(g)} was given.`,
      );
    }
  }
}

/**
 * The remainder of a division that rounds down: in 0 .. n - 1 for negative numbers too, where `%`
 * keeps the sign.
 *
 * @example
 * mod(-1, 4); // 3
 */
export function mod(a: number, n: number): number {
  return ((a % n) + n) % n;
}
