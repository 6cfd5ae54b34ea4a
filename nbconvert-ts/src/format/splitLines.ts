// eslint-disable-next-line no-control-regex -- the separators that Python splits at
const lineEnds = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

/**
 * The lines of a text, split where Python's `str.splitlines` splits: Jupyter's own tools are
 * written in Python, and files must agree with theirs.
 *
 * @param keepEnds whether each line keeps its line end
 * @returns the lines; an empty text has none, and a line end at the end starts no new line
 * @example
 * splitLines('a\nb\n', true); // ['a\n', 'b\n']
 */
export function splitLines(text: string, keepEnds = false): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(lineEnds)) {
    const lineEnd = match.index ?? 0;
    const next = lineEnd + match[0].length;
    lines.push(text.slice(start, keepEnds ? next : lineEnd));
    start = next;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}
