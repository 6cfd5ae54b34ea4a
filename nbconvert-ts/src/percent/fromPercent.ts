import { withCellIds } from '../format/cellIds';
import type { Cell, Metadata, Notebook } from '../format/notebook';
import { omit } from '../format/numberText';
import { splitLines } from '../format/splitLines';
import { parseHeader, type Header } from './header';
import { languageNamed, type Language } from './languages';
import { layoutMetadata, writtenMetadata } from './metadata';
import { PercentReader, type ReadCell } from './PercentReader';

/** How {@link fromPercent} reads. */
export interface PercentOptions {
  /** The language of the file; TypeScript by default. */
  language?: string;
}

/**
 * Reads a notebook from text in Jupytext's percent format: cells start at `// %%`, comments after
 * `// %% [markdown]` are Markdown, metadata follows as `key=value` with JSON values, and a YAML
 * header in comments holds the notebook's metadata. The cells are those that Jupytext reads; the
 * same text always gives the same ids.
 *
 * @param text the file's text
 * @param options its language
 * @returns a notebook of nbformat 4.5 without outputs
 * @throws Error with the line's number if a cell marker's metadata or the header can't be read
 * @example
 * fromPercent('// %% [markdown]\n// # Title\n\n// %%\nconst x = 1;\n').cells.length; // 2
 */
export function fromPercent(text: string, options: PercentOptions = {}): Notebook {
  const language = languageNamed(options.language ?? 'typescript');
  const lines = splitLines(text);
  const header = parseHeader(lines, language);
  const reader = new PercentReader(lines, header.end, language);
  const read: ReadCell[] = [];
  while (!reader.done) read.push(reader.next());
  const cells: Cell[] = [...(header.cell ? [header.cell] : []), ...read.map(({ cell }) => cell)];
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: notebookMetadata(header, cells, read, language),
    cells: withCellIds(cells),
  };
}

/** What Jupytext keeps in a notebook so that writing it as text gives the same file again. */
function notebookMetadata(
  header: Header,
  cells: readonly Cell[],
  read: readonly ReadCell[],
  language: Language,
): Metadata {
  const { jupytext: found, ...metadata } = header.metadata;
  const jupytext = { ...omit((found ?? {}) as Metadata, ['text_representation']) };
  const kernelspec = metadata.kernelspec as Metadata | undefined;
  if (kernelspec?.language === undefined && cells.length > 0)
    jupytext.main_language ??= language.name;
  if (read.some(({ json }) => json)) jupytext.cell_metadata_json ??= true;
  const cellKeys = [...new Set(cells.flatMap((cell) => Object.keys(cell.metadata)))]
    .filter((key) => !layoutMetadata.includes(key))
    .sort();
  if (!header.found) {
    jupytext.notebook_metadata_filter = '-all';
    jupytext.cell_metadata_filter ??= [...cellKeys, '-all'].join(',');
  } else if (typeof jupytext.cell_metadata_filter === 'string') {
    jupytext.cell_metadata_filter = admit(jupytext.cell_metadata_filter, cellKeys);
  } else {
    const filter = (jupytext.notebook_metadata_filter ?? '') as string;
    const parts = filter.split(',').filter((part) => part !== '');
    const known = [...writtenMetadata, ...parts.map((part) => part.replace(/^-/, ''))];
    const extra = Object.keys(metadata).filter((key) => !known.includes(key));
    if (!known.includes('all') && extra.length > 0) {
      jupytext.notebook_metadata_filter = [...parts, ...extra].join(',');
    }
  }
  return Object.keys(jupytext).length > 0 ? { ...metadata, jupytext } : metadata;
}

/** A metadata filter that also admits names that are in the file already. */
function admit(filter: string, names: readonly string[]): string {
  const parts = filter.split(',').filter((part) => part !== '');
  const included = parts.filter((part) => !part.startsWith('-'));
  const excluded = parts.filter((part) => part.startsWith('-') && !names.includes(part.slice(1)));
  const all = included.includes('all');
  const added = all ? [] : names.filter((name) => !included.includes(name));
  return [...(all ? ['all'] : included), ...added, ...excluded].join(',');
}
