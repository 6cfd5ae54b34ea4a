import type { Diagnostic } from './Diagnostic';

/** What a name stands for, in the words of TypeScript's messages. */
export type NameKind =
  'variable' | 'constant' | 'function' | 'class' | 'enum' | 'namespace' | 'import' | 'type';

/** What later cells can know of a cell. */
export interface CellTypes {
  /** The cell as a module, with what it imports from earlier ones. */
  text: string;
  /** The names that it declares. */
  names: Record<string, NameKind>;
}

/** A script as V8's bytecode: it runs, but its text is nowhere in the process that runs it. */
export interface HiddenScript {
  /** Of the text, in characters. */
  length: number;
  /** In base64. */
  bytecode: string;
}

/** A cell as the compiler leaves it, which can be sent to another process as JSON. */
export interface CompiledCell {
  /** Why it can't be run; empty if it can. */
  diagnostics: Diagnostic[];
  /** The script. */
  output: string;
  /** Its source map. */
  map: string;
  /** Whether the script awaits something. */
  awaits: boolean;
  /** Modules that it imports, which are to be there before it runs. */
  imports: string[];
  /** The file for other cells to import that it is, if it is nothing to run. */
  file?: string;
  /** What it would have declared, if it can't be run; packages' names are the same as before. */
  refused?: string[];
  /** Undefined if later cells need not know it. */
  types?: CellTypes;
  /** The script in the place of `output`, if nobody is to read it. */
  hidden?: HiddenScript;
}

/**
 * Takes a compiled cell that was sent.
 *
 * @throws Error if it is none
 */
export function readCompiledCell(value: unknown): CompiledCell {
  const { diagnostics, output, map, awaits, imports } = (value ?? {}) as Partial<CompiledCell>;
  const isOne =
    Array.isArray(diagnostics) &&
    Array.isArray(imports) &&
    typeof output === 'string' &&
    typeof map === 'string' &&
    typeof awaits === 'boolean';
  if (!isOne) {
    throw new Error(
      'The metadata "compiled" of a request must be what this kernel’s compiler has made.',
    );
  }
  return value as CompiledCell;
}
