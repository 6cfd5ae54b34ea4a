import { isFlat, type Flat } from './cellText';
import type { Table } from './Table';
import type { ValueTypes } from '../values/Values';

/** Most rows and columns of a table. */
const limits = { rows: 20, columns: 20 };

/** A value as a table: a list of records, a matrix, or a map; undefined for any other value. */
export function tableOf(value: unknown, types: ValueTypes): Table | undefined {
  if (types.isMap(value)) return mapTable(value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return matrixTable(value) ?? recordTable(value);
}

function mapTable(map: ReadonlyMap<unknown, unknown>): Table | undefined {
  const rows: Flat[][] = [];
  for (const [key, value] of map) {
    if (!isFlat(key) || !isFlat(value)) return undefined;
    if (rows.length < limits.rows) rows.push([key, value]);
  }
  return rows.length === 0 ? undefined : { columns: ['key', 'value'], rows, ...noteOf(map.size) };
}

/** Rows of equal length that hold numbers. */
function matrixTable(matrix: readonly unknown[]): Table | undefined {
  const { length } = (matrix[0] ?? []) as ArrayLike<unknown>;
  const isRow = (row: unknown): row is ArrayLike<number> =>
    isNumbers(row) && row.length === length && length > 0;
  if (!matrix.every(isRow)) return undefined;
  const shown = Math.min(length, limits.columns);
  const rest = length > shown ? ['…'] : [];
  return {
    columns: [...Array.from({ length: shown }, (_, column) => String(column)), ...rest],
    ...named(matrix, (row) => [...Array.from({ length: shown }, (_, at) => row[at]), ...rest]),
    caption: `${matrix.length} × ${length}`,
    ...noteOf(matrix.length),
  };
}

function isNumbers(row: unknown): row is ArrayLike<number> {
  if (Array.isArray(row)) return row.every((element) => typeof element === 'number');
  return (
    ArrayBuffer.isView(row) && 'BYTES_PER_ELEMENT' in row && typeof row[0 as never] === 'number'
  );
}

/** Plain objects with the same names and flat values. */
function recordTable(records: readonly unknown[]): Table | undefined {
  const columns = Object.keys(Object(records[0]) as object);
  if (columns.length === 0) return undefined;
  const isRecord = (record: unknown): record is Record<string, Flat> => {
    if (!isPlainObject(record)) return false;
    const names = Object.keys(record);
    return (
      names.length === columns.length &&
      columns.every((name) => Object.hasOwn(record, name) && isFlat(record[name]))
    );
  };
  if (!records.every(isRecord)) return undefined;
  return {
    columns,
    ...named(records, (record) => columns.map((name) => record[name])),
    ...noteOf(records.length),
  };
}

/** Also one that another realm has made. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The rows that are shown, with their numbers. */
function named<T>(
  elements: readonly T[],
  rowOf: (element: T) => Flat[],
): Pick<Table, 'rows' | 'rowNames'> {
  const rows = elements.slice(0, limits.rows).map(rowOf);
  return { rows, rowNames: rows.map((_, row) => String(row)) };
}

function noteOf(rows: number): Pick<Table, 'note'> {
  const more = rows - limits.rows;
  return more > 0 ? { note: `… and ${more} more row${more === 1 ? '' : 's'}` } : {};
}
