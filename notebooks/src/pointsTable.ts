import { exerciseNumbers, exercises, notebookOf } from 'course';

/**
 * The README with each notebook's points, as the exercises have them, in the table of notebooks.
 * Points beyond the 100 stand behind a plus sign; of a notebook without others, alone.
 *
 * @throws Error if there is no table with the columns "notebook" and "points"
 * @example
 * writeFileAtomic('README.md', withPoints(readFileSync('README.md', 'utf8')));
 */
export function withPoints(readme: string): string {
  const [table] = /^\| notebook .*\| points +\|\n(\|.*\|\n)+/m.exec(readme) ?? [];
  if (table === undefined) throw new Error('README.md has no table of notebooks and points.');
  const [header, , ...rows] = table.trimEnd().split('\n').map(cellsOf);
  const filled = [header!, ...rows.map((row) => [...row.slice(0, -1), pointsOf(row[0]!)])];
  const widths = header!.map((_, column) => Math.max(...filled.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`;
  const [first, ...others] = filled.map(line);
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return readme.replace(table, () => [first, rule, ...others].join(''));
}

function cellsOf(row: string): string[] {
  return row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

/** @param cell names a notebook, between backticks */
function pointsOf(cell: string): string {
  const own = exerciseNumbers
    .filter((number) => cell.startsWith(`\`${notebookOf(number)}-`))
    .map((number) => exercises[number]);
  const sum = (isBonus: boolean): number =>
    own
      .filter((exercise) => 'bonus' in exercise === isBonus)
      .reduce((total, { points }) => total + points, 0);
  return [sum(false), sum(true)].filter((points) => points > 0).join(' + ');
}
