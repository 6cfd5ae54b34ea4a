import type { Cell } from '../format/notebook';
import { describeCell } from './nbgraderMetadata';

/**
 * Replaces the regions of a cell between a line with one marker and a line with another.
 *
 * @param cell the cell
 * @param index its place in the notebook, for messages
 * @param name what the markers say after `BEGIN` and `END`
 * @param replacement lines that replace a region, indented like its first marker
 * @returns the new source, or undefined if the cell has no region
 * @throws Error that names the cell if a marker has no partner
 */
export function replaceRegions(
  cell: Cell,
  index: number,
  name: string,
  replacement: readonly string[],
): string | undefined {
  const [begin, end] = [`BEGIN ${name}`, `END ${name}`];
  const kept: string[] = [];
  let openedAt: number | undefined;
  let found = false;
  const fail = (problem: string): never => {
    throw new Error(`${describeCell(cell, index)}: ${problem}`);
  };
  cell.source.split('\n').forEach((line, i) => {
    if (line.includes(begin)) {
      if (openedAt !== undefined) {
        fail(`"${begin}" in line ${i + 1} stands inside the region that line ${openedAt} begins`);
      }
      openedAt = i + 1;
      found = true;
      const indent = /^\s*/.exec(line)?.[0] ?? '';
      kept.push(...replacement.map((text) => indent + text));
    } else if (line.includes(end)) {
      if (openedAt === undefined) fail(`"${end}" in line ${i + 1} has no "${begin}" before it`);
      openedAt = undefined;
    } else if (openedAt === undefined) kept.push(line);
  });
  if (openedAt !== undefined) fail(`"${begin}" in line ${openedAt} has no "${end}" after it`);
  return found ? kept.join('\n') : undefined;
}
