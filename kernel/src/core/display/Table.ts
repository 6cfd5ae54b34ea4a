import { cellText, type Flat } from './cellText';
import { escapeHtml } from './escapeHtml';

/** A table as a notebook shows it. */
export interface Table {
  caption?: string;
  columns: readonly string[];
  /** What stands before each row. */
  rowNames?: readonly string[];
  rows: readonly (readonly Flat[])[];
  /** What stands below it, such as how much is left out. */
  note?: string;
}

/** A table in the notebook's own style, whatever its theme. */
export function tableHtml({ caption, columns, rowNames, rows, note }: Table): string {
  const header = [...(rowNames ? [''] : []), ...columns].map((name) => `<th>${html(name)}</th>`);
  const body = rows.map((row, index) => {
    const name = rowNames ? `<th>${html(rowNames[index])}</th>` : '';
    return `<tr>${name}${row.map(cellHtml).join('')}</tr>`;
  });
  return [
    '<table>',
    ...(caption === undefined ? [] : [`<caption>${escapeHtml(caption)}</caption>`]),
    `<thead><tr>${header.join('')}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody>`,
    '</table>',
    ...(note === undefined ? [] : [`<p>${escapeHtml(note)}</p>`]),
  ].join('\n');
}

/** A table of letters, its columns under each other. */
export function tableText({ caption, columns, rowNames, rows, note }: Table): string {
  const lines = [columns, ...rows].map((row, index) => [
    ...(rowNames ? [index === 0 ? '' : (rowNames[index - 1] ?? '')] : []),
    ...row.map(cellText),
  ]);
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  const numeric = widths.map((_, column) => {
    const values = rows.map((row) => row[column - (rowNames ? 1 : 0)]);
    return rows.length > 0 && values.every((value) => isNumber(value) || value === '…');
  });
  const text = lines.map((line) =>
    line
      .map((cell, column) =>
        numeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
  text.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return [...(caption === undefined ? [] : [caption]), ...text, ...(note ? [note] : [])].join('\n');
}

function cellHtml(value: Flat): string {
  // Notebooks put everything to the right, which suits numbers alone.
  const style = isNumber(value) || value === '…' ? '' : ' style="text-align: left"';
  return `<td${style}>${html(value)}</td>`;
}

function html(value: Flat): string {
  return escapeHtml(cellText(value));
}

function isNumber(value: Flat): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}
