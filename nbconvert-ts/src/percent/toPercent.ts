import { codeLanguage, type Cell, type Metadata, type Notebook } from '../format/notebook';
import { omit } from '../format/numberText';
import { splitLines } from '../format/splitLines';
import { formatCellOptions } from './cellOptions';
import type { PercentOptions } from './fromPercent';
import { formatHeader } from './header';
import { commentLines, languageNamed, type Language } from './languages';
import { commentMagics } from './magics';
import { activeTag, filterMetadata, isActive, layoutMetadata, writtenMetadata } from './metadata';

/** Cell metadata about the display and the layout of the text alone. */
const hiddenCellMetadata = [
  'autoscroll',
  'collapsed',
  'scrolled',
  'trusted',
  'execution',
  'ExecuteTime',
  ...layoutMetadata,
];

/**
 * Writes a notebook as text in Jupytext's percent format; the inverse of {@link fromPercent}. The
 * format holds no outputs, cell ids and attachments.
 *
 * @param notebook is not changed
 * @param options the language; the notebook's own by default
 * @returns the text that Jupytext writes, except for its version number in the header
 * @throws Error if the language is not known
 * @example
 * writeFileSync('lesson.ts', toPercent(readNotebook('lesson.ipynb')));
 */
export function toPercent(notebook: Notebook, options: PercentOptions = {}): string {
  const language = languageNamed(options.language ?? codeLanguage(notebook) ?? 'typescript');
  const jupytext = (notebook.metadata.jupytext ?? {}) as Metadata;
  const front = frontMatter(notebook.cells[0]);
  const cells = front ? notebook.cells.slice(1) : notebook.cells;
  const header = formatHeader(headerMetadata(notebook, language), front?.lines ?? [], language);
  const lines = [...topLines(notebook, language), ...header];
  if (header.length > 0) lines.push(...blankLines(front?.cell));
  for (const cell of cells) lines.push(...cellLines(cell, language, jupytext), ...blankLines(cell));
  return lines.join('\n');
}

function topLines({ metadata, cells }: Notebook, language: Language): string[] {
  const { executable, encoding } = (metadata.jupytext ?? {}) as Record<string, string | undefined>;
  const lines = executable === undefined ? [] : [`#!${executable}`];
  if (encoding !== undefined) lines.push(encoding);
  else if (language.name !== 'python' && cells.some(({ source }) => /[^\0-\x7f]/.test(source))) {
    lines.push(`${language.comment} -*- coding: utf-8 -*-`);
  }
  return lines;
}

function headerMetadata({ metadata }: Notebook, language: Language): Metadata {
  const found = (metadata.jupytext ?? {}) as Metadata;
  const jupytext: Metadata = {
    ...omit(found, ['executable', 'encoding']),
    text_representation: {
      extension: language.extension,
      format_name: 'percent',
      format_version: '1.3',
    },
  };
  const implied = metadata.kernelspec?.language ?? language.name;
  if (jupytext.main_language === implied) delete jupytext.main_language;
  const filter = found.notebook_metadata_filter;
  return filterMetadata({ ...metadata, jupytext }, filter, writtenMetadata);
}

/** A raw cell at the top with YAML between `---` lines belongs in the header. */
function frontMatter(cell: Cell | undefined): { lines: string[]; cell: Cell } | undefined {
  if (cell?.cell_type !== 'raw') return undefined;
  const lines = splitLines(cell.source.replace(/^[\n\t ]+|[\n\t ]+$/g, ''));
  const isFence = (line: string | undefined): boolean => /^---\s*$/.test(line ?? '');
  if (lines.length < 2 || !isFence(lines[0]) || !isFence(lines.at(-1))) return undefined;
  return { lines: lines.slice(1, -1), cell };
}

function blankLines(cell: Cell | undefined): string[] {
  const count = cell?.metadata.lines_to_next_cell;
  return Array<string>(typeof count === 'number' ? count : 1).fill('');
}

function cellLines(cell: Cell, language: Language, jupytext: Metadata): string[] {
  const filter = jupytext.cell_metadata_filter;
  const chosen = filterMetadata(cell.metadata, filter, 'all', hiddenCellMetadata);
  const emptyTags = Array.isArray(chosen.tags) && chosen.tags.length === 0;
  // Jupytext leaves out empty tags too, unless a filter asks for all or no metadata.
  const hideTags = emptyTags && !(typeof filter === 'string' && /(^|,)-?all(,|$)/.test(filter));
  const metadata = hideTags ? omit(chosen, ['tags']) : chosen;
  const isCode =
    cell.cell_type === 'code' ||
    (cell.cell_type === 'raw' &&
      (activeTag(metadata) !== undefined || (metadata.active ?? '') !== ''));
  const live = isCode && isActive(language.extension, metadata);
  const source = sourceLines(cell.source);
  const options = formatCellOptions({
    cellType: isCode ? undefined : cell.cell_type,
    metadata,
    json: jupytext.cell_metadata_json === true,
  });
  const indent = live && source[0]?.trim() ? (/^\s*/.exec(source[0])?.[0] ?? '') : '';
  const space = options === '' || options.startsWith('%') ? '' : ' ';
  const marker = `${indent}${language.comment} %%${space}${options}`;
  if (!live) return [marker, ...commentLines(source, language)];
  if (cell.source === '') return [marker];
  return [marker, ...commentMagics(source, language)];
}

function sourceLines(source: string): string[] {
  const lines = splitLines(source);
  return source === '' || source.endsWith('\n') ? [...lines, ''] : lines;
}
