import type { Position } from '../core/compile/Diagnostic';
import type { PositionMap } from '../core/compile/PositionMap';
import type { Cell } from '../execution/Cell';

/** A place in a cell. */
export interface CellPlace extends Position {
  /** `In[3]`, as the notebook numbers the cell. */
  label: string;
  source: string;
}

/** As many cells are remembered, so that a long session does not grow for ever. */
const remembered = 500;

/** Finds the lines of cells that stacks speak of. */
export class CellSources {
  private readonly cells = new Map<
    string,
    { label: string; source: string; positions: PositionMap }
  >();

  add(cell: Cell, positions: PositionMap): void {
    this.cells.set(cell.file, { label: labelOf(cell), source: cell.source, positions });
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
    return cell && original && { label: cell.label, source: cell.source, ...original };
  }
}

/** How a cell is called in messages. */
export function labelOf({ count }: Cell): string {
  return `In[${count}]`;
}
