import type { Position } from '../compile/Diagnostic';
import type { PositionMap } from '../compile/PositionMap';
import type { Values } from '../values/Values';
import type { Cell } from '../run/Cell';

/** What errors need of the host. */
export interface ErrorHost extends Values {
  /** What a file is called; undefined where it is the kernel's or the host's own. */
  nameOf(file: string): string | undefined;
}

/** A place in a cell. */
export interface CellPlace extends Position {
  /** `Cell In[3]`, as the notebook numbers it, or the name of a file beside the notebook. */
  title: string;
  /** `In[3]`, or the file. */
  label: string;
  source: string;
}

interface KnownSource extends Pick<CellPlace, 'title' | 'label' | 'source'> {
  positions: PositionMap;
}

/** As many cells are remembered, so that a long session does not grow for ever. */
const remembered = 500;

/** Finds the lines of cells that stacks speak of. */
export class CellSources {
  private readonly cells = new Map<string, KnownSource>();

  constructor(readonly host: ErrorHost) {}

  add(cell: Cell, positions: PositionMap): void {
    const label = labelOf(cell);
    this.set(cell.file, { title: `Cell ${label}`, label, source: cell.source, positions });
  }

  /** Adds a file beside the notebook. */
  addFile(file: string, label: string, source: string, positions: PositionMap): void {
    this.set(file, { title: label, label, source, positions });
  }

  private set(file: string, known: KnownSource): void {
    this.cells.set(file, known);
    const [oldest] = this.cells.keys();
    if (this.cells.size > remembered && oldest !== undefined) this.cells.delete(oldest);
  }

  has(file: string): boolean {
    return this.cells.has(file);
  }

  /** Undefined for a place that is no cell's, or that the kernel has added to it. */
  placeOf(file: string, position: Position): CellPlace | undefined {
    const cell = this.cells.get(file);
    const original = cell?.positions.originalOf(position);
    if (!cell || !original) return undefined;
    const { title, label, source } = cell;
    return { title, label, source, ...original };
  }
}

/** How a cell is called in messages. */
export function labelOf({ count }: Cell): string {
  return `In[${count}]`;
}
