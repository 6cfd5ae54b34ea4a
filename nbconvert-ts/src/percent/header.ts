import { parse, stringify } from 'yaml';
import type { Metadata, RawCell } from '../format/notebook';
import { commentLines, uncommentLine, type Language } from './languages';

const fence = /^---\s*$/;

/** What comes before the first cell of a percent file. */
export interface Header {
  /** The notebook's metadata: the section `jupyter`. */
  metadata: Metadata;
  /** Whether there was a `jupyter` section. */
  found: boolean;
  /** The rest of the header, as a raw cell, like in Jupytext. */
  cell: RawCell | undefined;
  /** Index of the first line after the header. */
  end: number;
}

/**
 * Reads the header of a percent file: `#!` and coding lines, then YAML in comments.
 *
 * @returns the header; an empty one if there is none
 * @throws Error if the YAML can't be read
 */
export function parseHeader(lines: readonly string[], language: Language): Header {
  const jupytext: Metadata = {};
  let start = 0;
  if (lines[0]?.startsWith('#!')) {
    jupytext.executable = lines[0].slice(2);
    start = 1;
  }
  const first = lines[start];
  if (first !== undefined && isCodingLine(first, language)) {
    jupytext.encoding = first;
    start++;
  }
  const bare: Metadata = Object.keys(jupytext).length > 0 ? { jupytext } : {};
  const open = start;
  const isComment = (line: string | undefined): boolean =>
    line?.startsWith(language.comment) ?? false;
  const content = (i: number): string => uncommentLine(lines[i] ?? '', language);
  if (!isComment(lines[open]) || !fence.test(content(open))) {
    return { metadata: bare, found: false, cell: undefined, end: start };
  }
  let close = open + 1;
  while (isComment(lines[close]) && !fence.test(content(close))) close++;
  if (!isComment(lines[close]))
    return { metadata: bare, found: false, cell: undefined, end: start };

  const sections = splitSections(
    lines.slice(open + 1, close).map((line) => uncommentLine(line, language)),
  );
  const metadata = parseJupyter(sections.jupyter);
  if (Object.keys(jupytext).length > 0) {
    metadata.jupytext = { ...(metadata.jupytext as Metadata | undefined), ...jupytext };
  }
  const spaced = close + 1 < lines.length && content(close + 1).trim() === '';
  const cell: RawCell | undefined =
    sections.other.length === 0
      ? undefined
      : {
          cell_type: 'raw',
          metadata: spaced ? {} : { lines_to_next_cell: 0 },
          source: ['---', ...sections.other, '---'].join('\n'),
        };
  return { metadata, found: sections.jupyter.length > 0, cell, end: close + (spaced ? 2 : 1) };
}

function isCodingLine(line: string, { comment }: Language): boolean {
  return line.trimStart().startsWith(comment) && /coding[:=][ \t]*[-\w.]+/.test(line);
}

/** Separates the top-level key `jupyter` and what is under it from everything else. */
function splitSections(lines: readonly string[]): { jupyter: string[]; other: string[] } {
  const jupyter: string[] = [];
  const other: string[] = [];
  let inside = false;
  for (const line of lines) {
    if (/^jupyter\s*:\s*$/.test(line)) inside = true;
    else if (line !== '' && !/^\s/.test(line)) inside = false;
    (inside ? jupyter : other).push(line);
  }
  return { jupyter, other };
}

function parseJupyter(lines: readonly string[]): Metadata {
  if (lines.length === 0) return {};
  try {
    const parsed = parse(lines.join('\n'), { version: '1.1' }) as { jupyter?: Metadata | null };
    return parsed.jupyter ?? {};
  } catch (error) {
    throw new Error(`the header is not YAML: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Writes the header of a percent file.
 *
 * @param metadata the section `jupyter`
 * @returns the header's lines; none if there is nothing to write
 */
export function formatHeader(
  metadata: Metadata,
  front: readonly string[],
  language: Language,
): string[] {
  const yaml =
    Object.keys(metadata).length === 0
      ? []
      : stringify(
          { jupyter: metadata },
          // The layout of PyYAML, which writes Jupytext's headers.
          {
            version: '1.1',
            singleQuote: true,
            sortMapEntries: true,
            indentSeq: false,
            lineWidth: 0,
          },
        )
          .trimEnd()
          .split('\n');
  if (front.length + yaml.length === 0) return [];
  return commentLines(['---', ...front, ...yaml, '---'], language);
}
