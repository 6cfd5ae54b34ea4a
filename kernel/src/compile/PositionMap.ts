import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { StepMaps } from './CompiledCell';
import { originalPlace, type Insertion } from './expandShorthand';

/** A place in a text; both numbers from 1. */
export interface Position {
  line: number;
  column: number;
}

/** Lines that tslab puts before a cell's source. */
const addedLines = 1;
const inlineMap = /\n?\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;

/** Finds the place in a cell's TypeScript that a place in its JavaScript comes from. */
export class PositionMap {
  private readonly maps: TraceMap[];

  /**
   * @param maps of the second step, from modules to a script, and of the first, from TypeScript to
   * modules
   * @param insertions what was put into the TypeScript before that
   */
  constructor(
    maps: StepMaps,
    private readonly insertions: readonly Insertion[],
  ) {
    this.maps = maps.map((map) => new TraceMap(map));
  }

  /** Undefined for what the kernel has added. */
  originalOf(position: Position): Position | undefined {
    let { line, column } = position;
    for (const map of this.maps) {
      const found = originalPositionFor(map, { line, column: column - 1 });
      if (found.line === null) return undefined;
      line = found.line;
      column = found.column + 1;
    }
    if (line <= addedLines) return undefined;
    return originalPlace(this.insertions, { line: line - addedLines, column });
  }
}

/** Takes the source map at the end of a JavaScript text off. */
export function splitInlineMap(text: string): { code: string; map: string | undefined } {
  const base64 = inlineMap.exec(text)?.[1];
  return {
    code: text.replace(inlineMap, '\n'),
    map: base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString(),
  };
}
