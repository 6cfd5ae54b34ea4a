/** One line of a table: something measured with several kernels, or in two ways. */
export interface Row {
  what: string;
  /** By column: milliseconds, unless `what` says another unit. */
  values: Readonly<Record<string, number>>;
  /** The largest acceptable value of ours; a ratio if it is compared to another column. */
  bar?: { most: number; per?: string };
}

/** A table as text; the first column of figures is ours. */
export function table(title: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const head = [title, ...columns, ''];
  const body = rows.map((row) => [
    row.what,
    ...columns.map((column) => digits(row.values[column])),
    verdict(row),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map(([first, ...rest]) =>
      [first!.padEnd(widths[0]!), ...rest.map((text, i) => text.padStart(widths[i + 1]!))].join(
        '  ',
      ),
    )
    .join('\n');
}

function verdict({ values, bar }: Row): string {
  const other = bar?.per === undefined ? 1 : values[bar.per];
  if (!bar || other === undefined) return '';
  const value = values.ours! / other;
  const of = bar.per === undefined ? '' : ` of ${bar.per}`;
  return `${value.toFixed(2)}${of}, ${value <= bar.most ? 'at most' : 'ABOVE'} ${bar.most}`;
}

function digits(value: number | undefined): string {
  if (value === undefined) return '';
  return value === Infinity ? 'no end' : value.toFixed(value < 100 ? 1 : 0);
}
