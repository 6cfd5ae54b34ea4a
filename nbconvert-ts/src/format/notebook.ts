import type { MimeBundle } from 'jupyter-protocol';

/** Metadata and other free JSON objects of a notebook. */
export type Metadata = Record<string, unknown>;

/** Text that a cell printed to one of its streams. */
export interface StreamOutput {
  output_type: 'stream';
  /** `stdout` or `stderr`. */
  name: string;
  text: string;
}

/** Something that a cell displayed. */
export interface DisplayData {
  output_type: 'display_data';
  data: MimeBundle;
  metadata: Metadata;
}

/** The value of a cell's last expression. */
export interface ExecuteResult {
  output_type: 'execute_result';
  data: MimeBundle;
  metadata: Metadata;
  execution_count: number | null;
}

/** An exception that ended a cell. */
export interface ErrorOutput {
  output_type: 'error';
  ename: string;
  evalue: string;
  /** The traceback's lines, with ANSI colours where the kernel sends them. */
  traceback: string[];
}

/** One output of a code cell. */
export type Output = StreamOutput | DisplayData | ExecuteResult | ErrorOutput;

/**
 * Whether an output holds data by MIME type.
 *
 * @param output any output
 */
export function isDisplay(output: Output): output is DisplayData | ExecuteResult {
  return output.output_type === 'display_data' || output.output_type === 'execute_result';
}

interface CellBase {
  /** 1 to 64 letters, digits, `-` or `_`; required from nbformat 4.5 on, absent before. */
  id?: string;
  metadata: Metadata;
  source: string;
}

/** A cell that a kernel runs. */
export interface CodeCell extends CellBase {
  cell_type: 'code';
  outputs: Output[];
  execution_count: number | null;
}

/** A cell of Markdown text. */
export interface MarkdownCell extends CellBase {
  cell_type: 'markdown';
  attachments?: Record<string, MimeBundle>;
}

/** A cell that is neither run nor rendered. */
export interface RawCell extends CellBase {
  cell_type: 'raw';
  attachments?: Record<string, MimeBundle>;
}

/** One cell of a notebook. */
export type Cell = CodeCell | MarkdownCell | RawCell;

/** Metadata of the whole notebook; other keys are kept as they are. */
export interface NotebookMetadata {
  kernelspec?: { name: string; display_name: string; language?: string; [key: string]: unknown };
  language_info?: { name: string; [key: string]: unknown };
  [key: string]: unknown;
}

/**
 * A notebook of nbformat 4 in memory. Multi-line text is one string here; the file holds it as a
 * list of lines.
 */
export interface Notebook {
  nbformat: 4;
  nbformat_minor: number;
  metadata: NotebookMetadata;
  cells: Cell[];
}

/**
 * The name of the language of a notebook's code, if its metadata give one.
 *
 * @param notebook a notebook
 */
export function codeLanguage({ metadata }: Notebook): string | undefined {
  const { main_language: main } = (metadata.jupytext ?? {}) as { main_language?: unknown };
  const names: unknown[] = [main, metadata.kernelspec?.language, metadata.language_info?.name];
  return names.find((name): name is string => typeof name === 'string' && name !== '');
}

/**
 * Whether a cell has a tag.
 *
 * @param cell a cell
 * @param tag a tag
 */
export function hasTag(cell: Cell, tag: string): boolean {
  return Array.isArray(cell.metadata.tags) && cell.metadata.tags.includes(tag);
}
