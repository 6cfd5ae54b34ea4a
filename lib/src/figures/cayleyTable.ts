import type { Figure } from './Figure';
import { elementColours } from './palette';
import { escapeMarkup } from './text';
import { categoryAxis, squareHeight, themedLayout, titleHeight } from './theme';

/** What a multiplication table needs of a group: a `Group`, or an object that a student wrote. */
export interface FiniteGroup {
  name: string;
  /** The number of elements, which are 0 to order - 1. */
  order: number;
  /** The product a·b. */
  product(a: number, b: number): number;
}

/** Settings of {@link cayleyTable}; all are optional. */
export interface CayleyTableOptions {
  /** Names of the elements; default: 0, 1, 2, ... */
  names?: readonly string[];
  /** Text above the figure. */
  title?: string;
}

const margin = { l: 64, r: 16, b: 16 };
const axisAbove = 56;

/**
 * A group's multiplication table: the cell in row a and column b holds a·b, with one colour for
 * each element. It shows what `product` returns, whether or not that is a group's law.
 *
 * @throws RangeError if a product is not an element, or if there is not one name for each element
 *
 * @example
 * cayleyTable(C4, { names: ['e', 'r', 'r²', 'r³'] })
 */
export function cayleyTable(group: FiniteGroup, options: CayleyTableOptions = {}): Figure {
  const elements = Array.from({ length: group.order }, (_, g) => g);
  const names = options.names ?? elements.map(String);
  check(group, names);
  const table = elements.map((a) => elements.map((b) => productOf(group, a, b)));
  const title = options.title ?? `Multiplication table of ${group.name}`;
  const shown = names.map(escapeMarkup);
  const t = titleHeight(title) + axisAbove;
  return {
    data: [
      {
        type: 'heatmap',
        z: table,
        zmin: 0,
        zmax: Math.max(1, group.order - 1),
        colorscale: elementColours,
        showscale: false,
        xgap: 2,
        ygap: 2,
        text: table.map((row) => row.map((element) => shown[element]!)),
        texttemplate: '%{text}',
        textfont: { size: 14 },
        hovertemplate: '%{y} · %{x} = %{text}<extra></extra>',
      },
    ],
    layout: themedLayout(title, Math.min(squareHeight, 64 * group.order) + t + margin.b, {
      margin: { ...margin, t },
      xaxis: categoryAxis('b', shown, { side: 'top' }),
      yaxis: categoryAxis('a', shown, {
        autorange: 'reversed',
        scaleanchor: 'x',
        constraintoward: 'top',
      }),
    }),
    alt: describe(group.name, table, names),
  };
}

function describe(name: string, table: readonly number[][], names: readonly string[]): string {
  const columns = table.map((_, b) => table.map((row) => row[b]!));
  const latin = [...table, ...columns].every((line) => new Set(line).size === table.length);
  const commutes = table.every((row, a) => row.every((element, b) => element === table[b]![a]));
  const rows = table.map((row, a) => `${names[a]}: ${row.map((g) => names[g]).join(' ')}`);
  return `Multiplication table of ${name}, ${table.length} by ${table.length}; every element stands ${latin ? '' : 'not '}once in each row and column, the table is ${commutes ? '' : 'not '}symmetric. Rows: ${rows.join('; ')}.`;
}

function productOf(group: FiniteGroup, a: number, b: number): number {
  const product = group.product(a, b);
  if (!Number.isInteger(product) || product < 0 || product >= group.order) {
    throw new RangeError(
      `cayleyTable: expected product(${a}, ${b}) to be an element of ${group.name}, 0 to ${group.order - 1}; got ${String(product)}.`,
    );
  }
  return product;
}

function check(group: FiniteGroup, names: readonly string[]): void {
  if (!Number.isInteger(group.order) || group.order < 1 || names.length !== group.order) {
    throw new RangeError(
      `cayleyTable: expected a group with at least one element and a name for each; got the order ${group.order} and ${names.length} names.`,
    );
  }
}
