import type { MimeBundle } from 'jupyter-protocol';
import { formatJson } from './formatJson';
import { isDisplay, type Cell, type Notebook, type Output } from './notebook';
import { omit } from './numberText';
import { splitLines } from './splitLines';

/**
 * The text of an `.ipynb` file, byte for byte as Python's nbformat writes it: sorted keys, one
 * space of indent, characters as they are, text as lists of lines, a line end at the end.
 *
 * @param notebook is not changed
 * @example
 * writeFileSync('a.ipynb', formatNotebook(parseNotebook(readFileSync('b.ipynb', 'utf8'))));
 */
export function formatNotebook(notebook: Notebook): string {
  const stripped = stripTransient(notebook);
  const document = { ...stripped, cells: stripped.cells.map(splitCell) };
  return `${formatJson(document, { indent: 1, sortKeys: true })}\n`;
}

function splitCell(cell: Cell): object {
  // A cell of an unknown kind need not have a source.
  const source = typeof cell.source === 'string' ? splitLines(cell.source, true) : cell.source;
  if (cell.cell_type === 'code') return { ...cell, source, outputs: cell.outputs.map(splitOutput) };
  if (!cell.attachments) return { ...cell, source };
  const attachments = Object.entries(cell.attachments).map(([name, bundle]) => [
    name,
    splitBundle(bundle),
  ]);
  return { ...cell, source, attachments: Object.fromEntries(attachments) as object };
}

function splitOutput(output: Output): object {
  if (isDisplay(output)) return { ...output, data: splitBundle(output.data) };
  if (output.output_type !== 'stream') return output;
  return { ...output, text: splitLines(output.text, true) };
}

function splitBundle(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([type, data]) => [
      type,
      typeof data === 'string' && isText(type) ? splitLines(data, true) : data,
    ]),
  );
}

function isText(type: string): boolean {
  return type.startsWith('text/') || type === 'application/javascript' || type === 'image/svg+xml';
}

/**
 * Removes the metadata that Jupyter never keeps in a file: `signature`, `orig_nbformat` and each
 * cell's `trusted`.
 *
 * @param notebook is not changed
 * @returns the notebook without them
 */
export function stripTransient(notebook: Notebook): Notebook {
  return {
    ...notebook,
    metadata: omit(notebook.metadata, ['signature', 'orig_nbformat', 'orig_nbformat_minor']),
    cells: notebook.cells.map((cell) =>
      'trusted' in cell.metadata ? { ...cell, metadata: omit(cell.metadata, ['trusted']) } : cell,
    ),
  };
}
