import type { Position } from '../compile/Diagnostic';
import { marked } from './ErrorContent';

/** Lines shown before and after the one that is meant. */
const before = 2;
const after = 1;

/**
 * Lines of a source around a place, with their numbers and a mark under it.
 *
 * @returns nothing if there is no such line
 */
export function codeFrame(source: string, { line, column }: Position): string[] {
  const lines = source.split('\n');
  if (line > lines.length) return [];
  const first = Math.max(1, line - before);
  const last = Math.min(lines.length, line + after);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1]!;
    const isMeant = number === line;
    const label = `${isMeant ? '--> ' : '    '}${String(number).padStart(width)}`;
    frame.push(`${isMeant ? marked(label) : label} | ${text}`);
    if (isMeant) {
      // Tabs stay, so that the mark stands where the text above it does.
      const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
      frame.push(`    ${' '.repeat(width)} | ${indent}${marked('^')}`);
    }
  }
  return frame;
}
