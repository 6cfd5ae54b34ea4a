import type { MessagePort } from 'node:worker_threads';
import type { CellTypes } from '../../core/compile/CompiledCell';
import type * as core from '../../core/language/languageMessages';

/** What the thread of the language is started with. */
export interface LanguageData {
  /** What is known of the cells that have run. */
  earlier: readonly CellTypes[];
  /** Texts of cells that say they are files. */
  files: readonly string[];
  /** Takes requests of the channels' thread, and gives the contents of their replies, in order. */
  questions: MessagePort;
}

export type { ToLanguage } from '../../core/language/languageMessages';
export type FromLanguage = core.FromLanguage | { kind: 'log'; line: string };
