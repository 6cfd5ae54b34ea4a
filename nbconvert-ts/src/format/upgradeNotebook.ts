import { withCellIds } from './cellIds';
import { checkNotebook } from './checkNotebook';
import type { Notebook } from './notebook';
import { latestMinor } from './notebookSchema';
import { omit } from './numberText';
import { parseJson } from './parseJson';
import { splitLines } from './splitLines';

/**
 * Upgrades a notebook of nbformat 4.0 to 4.4 to 4.5, whose cells have ids. A notebook of 4.5 or
 * newer is returned unchanged.
 *
 * @param notebook is not changed
 * @returns the notebook with ids, always the same ones
 * @throws NotebookFormatError if something in it is not allowed in 4.5
 * @example
 * writeNotebook('new.ipynb', upgradeNotebook(readNotebook('old.ipynb')));
 */
export function upgradeNotebook(notebook: Notebook): Notebook {
  if (notebook.nbformat_minor >= latestMinor) return notebook;
  const upgraded = {
    ...notebook,
    nbformat_minor: latestMinor,
    cells: withCellIds(notebook.cells),
  };
  checkNotebook(upgraded);
  return upgraded;
}

type Json = Record<string, unknown>;

const mimeTypes: Partial<Record<string, string>> = {
  text: 'text/plain',
  html: 'text/html',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  latex: 'text/latex',
  json: 'application/json',
  javascript: 'application/javascript',
};

/**
 * Upgrades a document of nbformat 3 to nbformat 4, as Jupyter does: the cells of all worksheets in
 * one list, headings as Markdown, data by MIME type. It generates no cell ids.
 *
 * @param document a valid document of nbformat 3; it is not changed
 * @returns a document of nbformat 4.5 without cell ids
 */
export function upgradeVersion3(document: Json): Json {
  const worksheets = document.worksheets as { cells: Json[] }[];
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: omit(document.metadata as Json, ['name', 'signature']),
    cells: worksheets.flatMap(({ cells }) => cells.map(upgradeCell)),
  };
}

function upgradeCell(cell: Json): Json {
  const metadata = (cell.metadata ?? {}) as Json;
  if (cell.cell_type !== 'code') {
    const cellType = cell.cell_type === 'raw' ? 'raw' : 'markdown';
    const source = joinLines(cell.source) as string;
    if (cell.cell_type !== 'heading') return { cell_type: cellType, metadata, source };
    const heading = `${'#'.repeat(cell.level as number)} ${splitLines(source).join(' ')}`;
    return { cell_type: cellType, metadata, source: heading };
  }
  return {
    cell_type: 'code',
    metadata: 'collapsed' in cell ? { ...metadata, collapsed: cell.collapsed } : metadata,
    source: joinLines(cell.input),
    execution_count: cell.prompt_number ?? null,
    outputs: (cell.outputs as Json[]).map(upgradeOutput),
  };
}

function upgradeOutput(output: Json): Json {
  const { output_type: type, metadata = {}, prompt_number: count = null, ...rest } = output;
  if (type === 'pyerr') return { output_type: 'error', ...rest };
  if (type === 'stream')
    return { output_type: type, name: rest.stream, text: joinLines(rest.text) };
  const data = byMimeType(rest);
  for (const [mime, value] of Object.entries(data)) data[mime] = joinLines(value);
  const json = data['application/json'];
  if (json !== undefined) data['application/json'] = parseJson(json as string);
  const display = { data, metadata: byMimeType(metadata as Json) };
  if (type !== 'pyout') return { output_type: type, ...display };
  return { output_type: 'execute_result', execution_count: count, ...display };
}

function byMimeType(values: Json): Json {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [mimeTypes[name] ?? name, value]),
  );
}

/** Lines were written with or without their ends. */
function joinLines(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.join(/[\n\r]$/.test(String(value[0] ?? '')) ? '' : '\n');
}
