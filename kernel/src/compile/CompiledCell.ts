import type { Diagnostic } from './Diagnostic';
import type { Insertion } from './expandShorthand';

/** Source maps of the two steps, the last first. */
export type StepMaps = readonly [script: string, types: string];

/** A cell as the compiler leaves it, which can be sent to another process as JSON. */
export interface CompiledCell {
  /** Why it can't be run; empty if it can. */
  diagnostics: Diagnostic[];
  /** The script; undefined where there is nothing to run. */
  output?: string;
  /** Whether the script awaits something. */
  awaits: boolean;
  /** Export that holds the value of the last expression. */
  lastExpression?: string;
  /** Types of everything that the cells so far, with this one, have declared. */
  declarations: string;
  /** Where the script comes from. */
  maps?: StepMaps;
  /** What was put into the source before it was compiled. */
  insertions: Insertion[];
  /** Scripts of files that the cell imports. */
  modules?: { path: string; data: string }[];
}

/**
 * Takes a compiled cell that was sent.
 *
 * @throws Error if it is none
 */
export function readCompiledCell(value: unknown): CompiledCell {
  const { diagnostics, awaits, declarations, insertions } = (value ?? {}) as Partial<CompiledCell>;
  const isOne =
    Array.isArray(diagnostics) &&
    Array.isArray(insertions) &&
    typeof awaits === 'boolean' &&
    typeof declarations === 'string';
  if (!isOne) {
    throw new Error(
      'The metadata "compiled" of a request must be what this kernel’s compiler has made.',
    );
  }
  return value as CompiledCell;
}
