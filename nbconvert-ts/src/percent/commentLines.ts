import type { Language } from './languages';

/**
 * @param lines - text
 * @param language - whose comments to use
 * @returns each line as a comment
 */
export function commentLines(lines: readonly string[], { comment }: Language): string[] {
  return lines.map((line) => (line === '' ? comment : `${comment} ${line}`));
}

/**
 * @param line - a line of a file
 * @param language - whose comments to look for
 * @returns the comment's text; the line itself where it is no comment
 */
export function uncommentLine(line: string, { comment }: Language): string {
  if (!line.startsWith(comment)) return line;
  return line.slice(comment.length).replace(/^ /, '');
}
