import { hashOf, type ManifestCell } from 'course-notebooks';
import type { Cell } from 'nbconvert-ts';

/** A written answer as it stands in the notebook. */
export interface Written {
  /** The text of its cells. */
  source: string;
  /** Its cells: the given one, other texts under its id, and new cells beside it. */
  cells: readonly Cell[];
  /** Earlier texts that define macros for mathematics. */
  macros: readonly Cell[];
  /** Pictures beside the notebook that its text names, by their paths from there. */
  pictures?: ReadonlyMap<string, Uint8Array>;
}

const definesMacros = /\\(re|provide)?newcommand|\\def\b|\\let\b|\\DeclareMathOperator|\\newenv/;

/** What a cell is to a question. */
export interface Roles {
  /** Whether it has the question's id. */
  isOwn: (cell: Cell) => boolean;
  /** Whether the course has put it there. */
  isGiven: (cell: Cell) => boolean;
  /** Whether it is where some answer goes. */
  isAnswer: (cell: Cell) => boolean;
}

/**
 * Takes a written answer out of a notebook: all that a student wrote under its id, and new cells
 * between the question and the next cell of the course. A person reads it, so nothing is left out.
 *
 * @returns undefined if nothing was written
 */
export function takeWritten(
  { sha256 }: ManifestCell,
  cells: readonly Cell[],
  { isOwn, isGiven, isAnswer }: Roles,
): Written | undefined {
  const isPart = (cell: Cell, index: number): boolean => {
    if (isOwn(cell) || isGiven(cell)) return isOwn(cell);
    const before = cells.slice(0, index).reverse().find(isGiven);
    const after = cells.slice(index).find(isGiven);
    return !!before && (isOwn(before) || (!isAnswer(before) && !!after && isOwn(after)));
  };
  const texts = new Set(['', sha256]);
  const found = cells.filter((cell, index) => {
    const text = cell.source.trim() === '' ? '' : hashOf(cell.source);
    if (texts.has(text) || !isPart(cell, index)) return false;
    texts.add(text);
    return true;
  });
  if (found.length === 0) return undefined;
  return {
    source: found.map(({ source }) => source).join('\n\n'),
    cells: found,
    macros: cells
      .slice(0, cells.indexOf(found[0]!))
      .filter((cell) => cell.cell_type === 'markdown' && definesMacros.test(cell.source)),
  };
}
