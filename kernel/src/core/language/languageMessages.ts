import type { CellTypes, CompiledCell } from '../compile/CompiledCell';
import type { Script } from '../compile/emit';

/** From where cells run to where they are compiled. */
export type ToLanguage = { kind: 'compile'; source: string } | { kind: 'knows'; types: CellTypes };

/** The other way; cells come in the order in which they were asked for. */
export type FromLanguage =
  /** `script`: of a cell that is a file, where it can't be made when the file is imported. */
  { kind: 'compiled'; cell: CompiledCell; script?: Script } | { kind: 'failed'; error: Error };
