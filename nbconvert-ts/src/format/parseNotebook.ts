import { isJsonType } from 'jupyter-protocol';
import { withCellIds } from './cellIds';
import { checkNotebook, checkVersion3, NotebookFormatError } from './checkNotebook';
import { stripTransient } from './formatNotebook';
import { isDisplay, type Cell, type Notebook } from './notebook';
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
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new NotebookFormatError([
      { path: '', message: `not JSON: ${error instanceof Error ? error.message : String(error)}` },
    ]);
  }
  if ((value as Json | null)?.nbformat === 3) {
    checkVersion3(value);
    value = upgradeVersion3(value as Json);
  }
  repairIds(value);
  checkNotebook(value);
  const notebook = value as Notebook;
  for (const cell of notebook.cells) joinCell(cell);
  return stripTransient(notebook);
}

/** Works on a document that is not checked yet, so it skips whatever it does not expect. */
function repairIds(value: unknown): void {
  const document = value as { nbformat_minor?: unknown; cells?: unknown } | null;
  if (typeof document?.nbformat_minor !== 'number' || document.nbformat_minor < 5) return;
  if (!Array.isArray(document.cells)) return;
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
