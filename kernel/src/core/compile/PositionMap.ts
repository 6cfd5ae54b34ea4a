import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Position } from './Diagnostic';

/** Finds the place in a cell's TypeScript that a place in its script comes from. */
export class PositionMap {
  private read: TraceMap | undefined;

  /** @param map the script's source map; it is read when a place is first asked for */
  constructor(private readonly map: string) {}

  /** Undefined for what the kernel has added. */
  originalOf({ line, column }: Position): Position | undefined {
    this.read ??= new TraceMap(this.map);
    const found = originalPositionFor(this.read, { line, column: column - 1 });
    return found.line === null ? undefined : { line: found.line, column: found.column + 1 };
  }
}
