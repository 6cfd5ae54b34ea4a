import type { ValueTypes } from '../values/Values';
import type { LoadedModules } from './findEngine';

/** What the kernel's care for memory needs of the host. */
export interface MemoryHost {
  readonly types: ValueTypes;
  /** The modules that are loaded by now. */
  loadedModules(): LoadedModules;
  /** Runs a full garbage collection, which takes also what has just been used. */
  collectGarbage(): Promise<void>;
  /** In bytes, as far as the host says. */
  memory(): Record<'values' | 'limit' | 'whole', number | undefined>;
}
