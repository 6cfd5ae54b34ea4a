import { createHash } from 'node:crypto';

/** What a cell id derives from. */
interface Identified {
  cell_type: string;
  metadata: Record<string, unknown>;
  source: string;
}

/**
 * Gives an id to every cell that has none, and a new one to each cell whose id an earlier cell has.
 * The same notebook always gets the same ids: they derive from nbgrader's `grade_id` or, for other
 * cells, from the cell's text, so that adding a cell does not change the ids of the others.
 *
 * @returns copies with ids that occur once
 */
export function withCellIds<T extends Identified & { id?: string }>(
  cells: readonly T[],
): (T & { id: string })[] {
  const taken = new Set<string>();
  // Ids in the document take precedence over generated ones.
  for (const { id } of cells) if (id !== undefined) taken.add(id);
  const kept = new Set<string>();
  return cells.map((cell) => {
    if (cell.id !== undefined && !kept.has(cell.id)) {
      kept.add(cell.id);
      return { ...cell, id: cell.id };
    }
    let occurrence = 0;
    let id: string;
    do id = hash(cell, occurrence++);
    while (taken.has(id));
    taken.add(id);
    return { ...cell, id };
  });
}

function hash(cell: Identified, occurrence: number): string {
  const nbgrader = cell.metadata.nbgrader as { grade_id?: unknown } | undefined;
  const key =
    typeof nbgrader?.grade_id === 'string' ? nbgrader.grade_id : [cell.cell_type, cell.source];
  return createHash('sha256')
    .update(JSON.stringify([key, occurrence]))
    .digest('hex')
    .slice(0, 8);
}
