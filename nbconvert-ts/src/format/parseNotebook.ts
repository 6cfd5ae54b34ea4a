import { isJsonType, type MimeBundle } from 'jupyter-protocol';
import { withCellIds } from './cellIds';
import { checkNotebook, checkVersion3, NotebookFormatError } from './checkNotebook';
import { stripTransient } from './formatNotebook';
import { isDisplay, type Cell, type ErrorOutput, type Notebook } from './notebook';
import { parseJson } from './parseJson';
import { upgradeVersion3 } from './upgradeNotebook';

type Json = Record<string, unknown>;

/**
 * Reads a notebook from the text of an `.ipynb` file. Lists of lines are joined; cell ids that are
 * missing or occur twice are generated if nbformat 4.5 requires them, as in Jupyter. A notebook of
 * nbformat 3 is upgraded to 4.5.
 *
 * @param text the file's text
 * @returns the notebook
 * @throws NotebookFormatError if the text is not JSON or not a notebook of nbformat 3 or 4
 * @example
 * parseNotebook('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}');
 */
export function parseNotebook(text: string): Notebook {
  const value = parseDocument(text);
  repairStreams(value);
  repairIds(value);
  checkNotebook(value);
  const notebook = value as Notebook;
  for (const cell of notebook.cells) joinCell(cell);
  return stripTransient(notebook);
}

/**
 * The sources of a notebook's cells, and their metadata, whatever program wrote it. What they do
 * not depend on may be missing or odd: ids, counts, the notebook's metadata, and outputs, of which
 * only errors are kept. Line ends become `\n`.
 *
 * @param text the file's text
 * @throws NotebookFormatError if the text is not JSON, or a cell's source is not text
 * @example
 * parseSources('{"cells": [{"cell_type": "code", "source": ["1"]}]}').cells[0].source; // '1'
 */
export function parseSources(text: string): Notebook {
  const { cells } = (parseDocument(text, parsePlainly) ?? {}) as { cells?: unknown };
  if (!Array.isArray(cells)) {
    const message = 'expected a JSON object with nbformat, metadata and cells';
    throw new NotebookFormatError([{ path: '', message }]);
  }
  return { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: cells.map(sourceCell) };
}

function sourceCell(cell: Json | null, index: number): Cell {
  const { cell_type: type, metadata, source = '', outputs, attachments } = cell ?? {};
  const joined = join(source);
  if (!isObject(cell) || typeof joined !== 'string') {
    const message = 'must be a string or a list of strings';
    throw new NotebookFormatError([{ path: `cells[${index}].source`, message }]);
  }
  const base = {
    metadata: isObject(metadata) ? metadata : {},
    source: joined.replace(/\r\n?/g, '\n'),
  };
  if (type === 'code') {
    const errors = Array.isArray(outputs) ? outputs.filter(isErrorOutput) : [];
    return { ...base, cell_type: type, outputs: errors, execution_count: null };
  }
  const isAttached = isObject(attachments) && Object.values(attachments).every(isObject);
  return {
    ...base,
    cell_type: type === 'markdown' ? type : 'raw',
    ...(isAttached && { attachments: attachments as Record<string, MimeBundle> }),
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isErrorOutput(output: unknown): output is ErrorOutput {
  return isObject(output) && output.output_type === 'error' && typeof output.evalue === 'string';
}

/** How Python writes a number need only be known of what is written back. */
function parsePlainly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // One short token at a time: an expression that spans a string of megabytes runs out of stack.
    let quoted = false;
    const tokens = /\\.|"|\bNaN\b|-?\bInfinity\b/gs;
    const plain = text.replace(tokens, (token) => {
      if (token === '"') quoted = !quoted;
      return quoted || token === '"' ? token : 'null';
    });
    return JSON.parse(plain);
  }
}

/** The JSON of a file, of nbformat 3 as of nbformat 4. */
function parseDocument(text: string, parse = parseJson): unknown {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new NotebookFormatError([
      { path: '', message: `not JSON: ${error instanceof Error ? error.message : String(error)}` },
    ]);
  }
  if ((value as Json | null)?.nbformat !== 3) return value;
  checkVersion3(value);
  return upgradeVersion3(value as Json);
}

/** Streams that do not say which one they are, as some programs write them, are printed text. */
function repairStreams(value: unknown): void {
  const { cells } = (value ?? {}) as { cells?: unknown };
  for (const cell of Array.isArray(cells) ? cells : []) {
    const { outputs } = (cell ?? {}) as { outputs?: unknown };
    for (const output of Array.isArray(outputs) ? outputs : []) {
      if (isObject(output) && output.output_type === 'stream') output.name ??= 'stdout';
    }
  }
}

/** Works on a document that is not checked yet, so it skips whatever it does not expect. */
function repairIds(value: unknown): void {
  const document = value as { nbformat_minor?: unknown; cells?: unknown } | null;
  if (typeof document?.nbformat_minor !== 'number' || !Array.isArray(document.cells)) return;
  // JupyterLab lets ids stand in a notebook that says that it is older than they are.
  if (document.cells.some((cell) => isObject(cell) && 'id' in cell)) {
    document.nbformat_minor = Math.max(5, document.nbformat_minor);
  }
  if ((document.nbformat_minor as number) < 5) return;
  const repairable = document.cells.every(
    (cell: Partial<Cell> | null) =>
      typeof cell === 'object' &&
      typeof cell?.metadata === 'object' &&
      ['string', 'undefined'].includes(typeof cell.id),
  );
  if (repairable) document.cells = withCellIds(document.cells as Cell[]);
}

function joinCell(cell: Cell): void {
  if ('source' in cell) cell.source = join(cell.source) as string;
  if (cell.cell_type !== 'code') {
    for (const bundle of Object.values(cell.attachments ?? {})) joinBundle(bundle);
    return;
  }
  // Newer notebooks may have other kinds of outputs.
  for (const output of cell.outputs) {
    if (isDisplay(output)) joinBundle(output.data);
    else if ('text' in output) output.text = join(output.text) as string;
  }
}

function joinBundle(bundle: Json): void {
  for (const [type, data] of Object.entries(bundle)) {
    if (!isJsonType(type)) bundle[type] = join(data);
  }
}

function join(value: unknown): unknown {
  return Array.isArray(value) ? value.join('') : value;
}
