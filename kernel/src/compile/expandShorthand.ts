import ts from '@tslab/typescript-for-tslab';
import type { Position } from './PositionMap';

/** A source in which `{ a }` is written `{ a: a }`. */
export interface ExpandedSource {
  source: string;
  insertions: Insertion[];
}

/** Text that was put in; the place is that of the original. */
export interface Insertion extends Position {
  length: number;
}

/**
 * Writes out what is short for a property of the same name. tslab takes the `a` of `{ a }` for a
 * property alone, and does not find the variable if an earlier cell has declared it.
 */
export function expandShorthand(source: string): ExpandedSource {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true);
  const insertions: Insertion[] = [];
  let expanded = '';
  let done = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isShorthandPropertyAssignment(node)) {
      const { end, text } = node.name;
      const { line, character } = file.getLineAndCharacterOfPosition(end);
      const inserted = `: ${text}`;
      insertions.push({ line: line + 1, column: character + 1, length: inserted.length });
      expanded += source.slice(done, end) + inserted;
      done = end;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { source: expanded + source.slice(done), insertions };
}

/** Where a place of an expanded source was before. */
export function originalPlace<P extends Position>(
  insertions: readonly Insertion[],
  position: P,
): P {
  return { ...position, column: originalColumn(insertions, position) };
}

function originalColumn(insertions: readonly Insertion[], { line, column }: Position): number {
  let shift = 0;
  for (const insertion of insertions) {
    if (insertion.line !== line) continue;
    const start = insertion.column + shift;
    if (column < start) break;
    if (column < start + insertion.length) return insertion.column;
    shift += insertion.length;
  }
  return column - shift;
}
