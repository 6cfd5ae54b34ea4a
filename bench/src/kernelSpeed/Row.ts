/** One line of a table: something measured in two ways. */
export interface Row {
  what: string;
  /** Milliseconds with our kernel, and with the other one. */
  ours: number;
  other: number;
  /** The largest acceptable ratio. */
  bar?: number;
}

/** A table as text. */
export function table(title: string, other: string, rows: readonly Row[]): string {
  const head = [title, 'ours, ms', `${other}, ms`, 'ratio', ''];
  const body = rows.map(({ what, ours, other, bar }) => {
    const ratio = ours / other;
    const verdict = bar === undefined ? '' : ratio <= bar ? `<= ${bar}` : `above ${bar}`;
    return [what, digits(ours), digits(other), ratio.toFixed(2), verdict];
  });
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

function digits(milliseconds: number): string {
  if (milliseconds === Infinity) return 'no end';
  return milliseconds.toFixed(milliseconds < 100 ? 1 : 0);
}
