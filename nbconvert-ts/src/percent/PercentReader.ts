import type { Cell } from '../format/notebook';
import { parseCellOptions, type CellOptions } from './cellOptions';
import { uncommentLine, type Language } from './languages';
import { uncommentMagics } from './magics';
import { isActive } from './metadata';
import { QuoteTracker } from './QuoteTracker';

/** A cell of the text. */
export interface ReadCell {
  cell: Cell;
  /** Whether its metadata was one JSON object. */
  json: boolean;
}

/**
 * Reads the cells of a percent file one after the other. Our own: no JavaScript library reads
 * Jupytext's formats, and Jupytext itself needs Python.
 */
export class PercentReader {
  private readonly marker: RegExp;
  private readonly bareMarker: RegExp;

  /** @param position index of the first line after the header */
  constructor(
    private readonly lines: readonly string[],
    private position: number,
    private readonly language: Language,
  ) {
    const comment = language.comment.replace(/[^\w]/g, '\\$&');
    this.marker = new RegExp(`^\\s*${comment}\\s*%%(%*)\\s(.*)$`);
    this.bareMarker = new RegExp(`^\\s*${comment}\\s*(%%|<codecell>|In\\[[0-9 ]*\\]:?)\\s*$`);
  }

  /** Whether all cells have been read. */
  get done(): boolean {
    return this.position >= this.lines.length;
  }

  /**
   * Reads the next cell.
   *
   * @throws Error with the line's number if the marker's metadata can't be read
   */
  next(): ReadCell {
    const start = this.position;
    const first = this.lines[start] ?? '';
    const options = this.options(first, start);
    const { metadata } = options;
    const live = isActive('.ipynb', metadata);
    if (metadata.active === '' && !live) delete metadata.active;
    const type = options.cellType ?? (live ? 'code' : 'raw');

    const next = this.findNextMarker(start, options.cellType);
    const end = this.contentEnd(start, next);
    let blankLines = 1;
    if (end < this.lines.length) blankLines = next - end + (next >= this.lines.length ? 1 : 0);
    const content = this.lines.slice(this.isMarker(first) ? start + 1 : start, end);
    const source = this.source(content, type, options).join('\n');
    if (blankLines !== 1) metadata.lines_to_next_cell = blankLines;
    this.position = next;
    const cell: Cell =
      type === 'code'
        ? { cell_type: type, metadata, source, execution_count: null, outputs: [] }
        : { cell_type: type, metadata, source };
    return { cell, json: options.json };
  }

  private options(line: string, position: number): CellOptions {
    if (!this.marker.test(line)) return { cellType: undefined, metadata: {}, json: false };
    try {
      return parseCellOptions(line.slice(line.indexOf('%%') + 2));
    } catch (error) {
      throw new Error(`line ${position + 1}: ${(error as Error).message}`, { cause: error });
    }
  }

  private isMarker(line: string): boolean {
    return this.marker.test(line) || this.bareMarker.test(line);
  }

  private findNextMarker(start: number, textType: CellOptions['cellType']): number {
    const quotes = new QuoteTracker(this.language);
    let fence: string | undefined;
    for (let i = start; i < this.lines.length; i++) {
      const line = this.lines[i] ?? '';
      const quoted = quotes.quoted;
      quotes.read(line);
      if (quoted) continue;
      if (textType !== undefined) {
        // A fenced block of a text cell (a diagram, say) may hold lines that look like markers.
        if (fence !== undefined) {
          if (this.closesFence(line, fence)) fence = undefined;
          continue;
        }
        const opened = openingFence(uncommentLine(line, this.language));
        if (opened && this.lines.slice(i + 1).some((later) => this.closesFence(later, opened))) {
          fence = opened;
          continue;
        }
      }
      if (i > start && this.isMarker(line)) return i;
    }
    return this.lines.length;
  }

  private closesFence(line: string, fence: string): boolean {
    const match = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(uncommentLine(line, this.language));
    return match?.[1]?.startsWith(fence) ?? false;
  }

  /**
   * Two blank lines after two and more of text, or one empty line, separate a cell from the next.
   */
  private contentEnd(start: number, next: number): number {
    const blank = (i: number): boolean => (this.lines[i] ?? '').trim() === '';
    if (next - start >= 3 && !blank(next - 3) && blank(next - 2) && blank(next - 1))
      return next - 2;
    return next > start && this.lines[next - 1] === '' ? next - 1 : next;
  }

  private source(content: string[], type: Cell['cell_type'], options: CellOptions): string[] {
    const uncommented = (): string[] => content.map((line) => uncommentLine(line, this.language));
    if (!isActive(this.language.extension, options.metadata)) return uncommented();
    if (type === 'code') return uncommentMagics(content, this.language);
    // A raw cell that is live code in this kind of file is not commented out.
    const liveRaw = type === 'raw' && options.cellType === undefined;
    return liveRaw ? uncommentMagics(content, this.language) : uncommented();
  }
}

function openingFence(text: string): string | undefined {
  const match = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(text);
  if (!match?.[1] || (match[1].startsWith('`') && match[2]?.includes('`'))) return undefined;
  return match[1];
}
