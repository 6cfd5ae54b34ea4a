import type { MimeBundle } from 'jupyter-protocol';
import { isVariable, type TensorLike } from '../values/TensorLike';
import { cellText, isFlat, type Flat } from './cellText';
import { leftOut, readCorner, type Nested } from './readCorner';
import { tableHtml } from './Table';

/** Most rows, columns, and tables of them, that are shown. */
const most = { rows: 10, columns: 10, tables: 3 };

/** A tensor's type, shape and first values. */
export function tensorBundle(tensor: TensorLike): MimeBundle {
  const head = describe(tensor);
  if (tensor.isDisposed) return { 'text/plain': `${head}, disposed: its values are gone` };
  let values: Nested;
  try {
    values = readCorner(tensor, limits(tensor.shape.length));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { 'text/plain': `${head}\nIts values can’t be read: ${why}` };
  }
  const text = { 'text/plain': `${head}\n${nestedText(values)}` };
  if (isFlat(values) || tensor.size === 0) return text;
  return { ...text, 'text/html': tables(head, tensor.shape, values).join('\n') };
}

/** Such as `Tensor float32 [2, 3]`, or `Variable 'kernel' float32 [2, 3]`. */
function describe(tensor: TensorLike): string {
  const kind = isVariable(tensor) ? `Variable '${tensor.name}'` : 'Tensor';
  return `${kind} ${tensor.dtype} [${tensor.shape.join(', ')}]`;
}

/**
 * How many values are shown along each axis: tables of the last two, for the first places of the
 * third last.
 */
function limits(rank: number): number[] {
  if (rank < 2) return [most.columns];
  const outer = Array<number>(Math.max(0, rank - 3)).fill(1);
  return [...outer, most.tables, most.rows, most.columns].slice(-rank);
}

/** The values as TypeScript writes them, in columns. */
function nestedText(values: Nested): string {
  const isMatrix = !isFlat(values) && !values.every(isFlat);
  const width = isMatrix ? Math.max(...leaves(values).map((leaf) => leaf.length)) : 0;
  const text = (value: Nested, indent: number): string => {
    if (isFlat(value)) return cellText(value);
    const between = value.every(isFlat) ? ', ' : `,\n${' '.repeat(indent)}`;
    const inner = value.map((one) =>
      isFlat(one) && one !== leftOut ? cellText(one).padStart(width) : text(one, indent + 1),
    );
    return `[${inner.join(between)}]`;
  };
  return text(values, 1);
}

function leaves(values: Nested): string[] {
  return isFlat(values) ? [cellText(values)] : values.flatMap(leaves);
}

/** One table for each matrix of the last two axes. */
function tables(
  head: string,
  shape: readonly number[],
  values: Nested[],
  at: number[] = [],
): string[] {
  const depth = shape.length - at.length;
  if (depth > 2) {
    return values.flatMap((inner, index) =>
      isFlat(inner)
        ? [`<p>${inner} more along axis ${at.length}</p>`]
        : tables(head, shape, inner, [...at, index]),
    );
  }
  const rows = depth === 1 ? [values as Flat[]] : rowsOf(values);
  const place = at.length > 0 ? `, values at [${[...at, ':', ':'].join(', ')}]` : '';
  return [
    tableHtml({
      caption: `${head}${place}`,
      columns: rows[0]!.map(nameAt),
      ...(depth === 2 && { rowNames: values.map(nameAt) }),
      rows,
    }),
  ];
}

/** With a row of `…` where rows are left out. */
function rowsOf(values: Nested[]): Flat[][] {
  const { length } = values[0] as Flat[];
  return values.map((row) => (isFlat(row) ? Array<Flat>(length).fill(leftOut) : (row as Flat[])));
}

function nameAt(value: Nested, index: number): string {
  return value === leftOut ? leftOut : String(index);
}
