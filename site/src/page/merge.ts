import { isAnswer, textOf, type Cell, type NotebookFile } from './notebook';

/**
 * A student's notebook in a new version of the site: the new texts and code, with the student's
 * answers, changes and own cells, by the cells' ids. Where both have changed a cell, an answer
 * stays as the student wrote it, and of other cells there are both.
 *
 * @param mine the student's
 * @param next as the site has it now
 * @param base what the student started from; unknown where the notebook came from elsewhere
 */
export function merge(mine: NotebookFile, next: NotebookFile, base?: NotebookFile): NotebookFile {
  const own = byId(mine);
  const old = byId(base);
  const cells = next.cells.flatMap((cell) => resolve(cell, own.get(cell.id), old.get(cell.id)));
  const there = new Set(next.cells.map(({ id }) => id));
  for (const [index, cell] of mine.cells.entries()) {
    const released = old.get(cell.id);
    if (there.has(cell.id) || (released && isSame(cell, released))) continue;
    const above = mine.cells.slice(0, index).findLast(({ id }) => there.has(id))?.id;
    cells.splice(cells.findLastIndex(({ id }) => id === above) + 1, 0, cell);
    there.add(cell.id);
  }
  return { ...next, cells };
}

function byId(notebook?: NotebookFile): Map<string, Cell> {
  return new Map(notebook?.cells.map((cell) => [cell.id, cell]));
}

function isSame(one: Cell, other: Cell): boolean {
  return textOf(one) === textOf(other);
}

/** What stands where a cell of the new version does. */
function resolve(next: Cell, mine?: Cell, old?: Cell): Cell[] {
  if (!mine || (old && isSame(mine, old) && !isSame(mine, next))) return [next];
  const { source, cell_type, outputs, execution_count } = mine;
  const kept: Cell = {
    ...next,
    source,
    cell_type,
    ...(outputs && { outputs }),
    ...(execution_count !== undefined && { execution_count }),
  };
  if (isSame(mine, next) || isAnswer(next) || (old && isSame(old, next))) return [kept];
  const copy = { ...mine, id: `${mine.id}-mine`.slice(-64), metadata: {} };
  return [next, copy];
}
