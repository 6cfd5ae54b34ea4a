import type { CompiledCell } from '../compile/CompiledCell';
import type { Cell } from './Cell';

/** A cell as a function; called a second time, it begins anew. */
export type Body = (exports: object, load: (module: string) => unknown, cell: object) => unknown;

/** What cells need to be run on a host. */
export interface RunHost {
  /** The cell that code belongs to, also when it runs after the cell has ended. */
  readonly context: {
    getStore(): Cell | undefined;
    run<T>(cell: Cell, call: () => T): T;
    /** Notes the cell before an `await` of its code; what this gives is called behind it. */
    suspend?(): () => void;
  };
  /**
   * Gives every script the flag that stops loops, and what they call to stop: see `names` of the
   * compiler.
   */
  share(flag: Int32Array, stop: () => never): void;
  /** Makes a function of a compiled cell, under the name of its file. */
  load(cell: CompiledCell, file: string): Body;
  /** Calls a function in such a way that it can be stopped from outside. */
  guard<T>(call: () => T): T;
  /** How many listeners of cells want to be asked before they are stopped. */
  listeners(): number;
  /** Asks them. */
  askListeners(): void;
  /** Stops the processes that cells have started. */
  stopChildren(): void;
  /** Resolves when it is known which rejections nobody handles. */
  settled(): Promise<void>;
}

/** What a cell's script asks for that must be loaded before it can run. */
export class ToImport extends Error {
  constructor(readonly module: string) {
    super(module);
  }
}

/** The modules that cells import. */
export interface Modules {
  /** May load what a cell seems to import, before it is compiled. */
  foresee(source: string): void;
  /**
   * What the `require` of a cell's script is.
   *
   * @throws ToImport for one of its imports that can't be loaded at once
   */
  requireFor(imports: readonly string[]): (module: string) => unknown;
  load(module: string): Promise<void>;
  /** `import()` in a cell. */
  readonly import: (module: string) => Promise<unknown>;
  /** `import.meta` of a cell. */
  readonly meta: object;
}

/** Files in TypeScript beside the notebook. */
export interface OwnSources {
  /** The text of a file, or of a cell that says it is one; undefined if there is none. */
  read: (file: string) => string | undefined;
  /**
   * Makes a CommonJS script of it.
   *
   * @param label what people call it
   */
  compile: (file: string, source: string, label: string) => string;
}
