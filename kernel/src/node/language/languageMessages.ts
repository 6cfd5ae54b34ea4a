import type { MessagePort } from 'node:worker_threads';
import type { CellTypes, CompiledCell } from '../../core/compile/CompiledCell';

/** What the thread of the language is started with. */
export interface LanguageData {
  /** What is known of the cells that have run. */
  earlier: readonly CellTypes[];
  /** Texts of cells that say they are files. */
  files: readonly string[];
  /** Takes requests of the channels' thread, and gives the contents of their replies, in order. */
  questions: MessagePort;
}

/** From the main thread to that of the language. */
export type ToLanguage = { kind: 'compile'; source: string } | { kind: 'knows'; types: CellTypes };

/** From the language to the main thread; cells come in the order in which they were asked for. */
export type FromLanguage =
  | { kind: 'log'; line: string }
  | { kind: 'compiled'; cell: CompiledCell }
  | { kind: 'failed'; error: Error };
