import { stripVTControlCharacters } from 'node:util';
import {
  codeLanguage,
  type Cell,
  type CodeCell,
  type DisplayData,
  type ExecuteResult,
  type Notebook,
  type Output,
} from '../../format/notebook';
import { errorText, overwrite } from '../../format/terminalText';
import { sanitizeHtml } from '../html/sanitizeHtml';
import { PictureFiles } from '../pictures';

/** How {@link toMarkdown} works. */
export interface ToMarkdownOptions {
  /**
   * The folder of the pictures, as the text refers to it; `pictures` by default.
   */
  folder?: string;
  /**
   * Whether HTML outputs stay as they are, scripts included; only for a notebook that you would
   * run yourself.
   */
  trusted?: boolean;
}

/** The result of {@link toMarkdown}. */
export interface MarkdownDocument {
  text: string;
  /** The pictures that the text refers to, by file name, to be written into the folder. */
  files: Map<string, Uint8Array>;
}

/**
 * A notebook as Markdown: code in fences, text outputs indented, pictures in files of their own.
 *
 * @param notebook is not changed
 * @param options where the pictures will be, and trust
 * @returns the text and the pictures
 * @example
 * const { text, files } = toMarkdown(readNotebook('lesson.ipynb'), { folder: 'lesson_files' });
 */
export function toMarkdown(notebook: Notebook, options: ToMarkdownOptions = {}): MarkdownDocument {
  const { folder = 'pictures', trusted = false } = options;
  const language = codeLanguage(notebook) ?? '';
  const pictures = new PictureFiles(folder);
  const parts = notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== 'code') return textCell(cell, index, pictures);
    const outputs = cell.outputs.flatMap(
      (output, i) => outputText(output, `output_${index}_${i}`, pictures, trusted) ?? [],
    );
    return cell.source.trim() === '' ? outputs : [fence(cell.source, language), ...outputs];
  });
  return { text: `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`, files: pictures.files };
}

/** Formats of raw cells that Markdown can hold. */
const rawFormats: readonly unknown[] = ['', 'text/markdown', 'text/latex'];

function textCell(cell: Exclude<Cell, CodeCell>, index: number, pictures: PictureFiles): string[] {
  const { format = '' } = cell.metadata;
  if (cell.cell_type === 'raw' && !rawFormats.includes(format)) return [];
  const text = Object.entries(cell.attachments ?? {}).reduce((source, [name, bundle], i) => {
    const path = pictures.add(`attachment_${index}_${i}`, bundle);
    return path === undefined ? source : source.replaceAll(`attachment:${name}`, path);
  }, cell.source);
  return text.trim() === '' ? [] : [text];
}

/** A fence that no run of backticks in the code can end. */
function fence(code: string, language: string): string {
  const longest = Array.from(code.matchAll(/`+/g)).reduce(
    (most, [run]) => Math.max(most, run.length),
    2,
  );
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${code}\n${ticks}`;
}

const indented = (text: string): string =>
  stripVTControlCharacters(overwrite(text)).trimEnd().replace(/^/gm, '    ');

function outputText(
  output: Output,
  name: string,
  pictures: PictureFiles,
  trusted: boolean,
): string | undefined {
  if (output.output_type === 'stream') return indented(output.text);
  if (output.output_type === 'error') return indented(errorText(output));
  return displayText(output, name, pictures, trusted);
}

function displayText(
  { data, metadata }: DisplayData | ExecuteResult,
  name: string,
  pictures: PictureFiles,
  trusted: boolean,
): string | undefined {
  const textOf = (type: string): string | undefined => {
    const text = data[type];
    return typeof text === 'string' && text.trim() !== '' ? text : undefined;
  };
  const html = textOf('text/html');
  const shown = html === undefined || trusted ? html : sanitizeHtml(html).trim();
  const rich =
    textOf('text/markdown') ?? (shown === '' ? undefined : shown) ?? textOf('text/latex');
  if (rich !== undefined) return rich;
  const path = pictures.add(name, data);
  const plain = textOf('text/plain');
  if (path === undefined) return plain === undefined ? undefined : indented(plain);
  const alt = typeof metadata.alt === 'string' ? metadata.alt : (plain ?? 'output');
  return `![${alt.replace(/[[\]\\\n]/g, ' ')}](${path})`;
}
