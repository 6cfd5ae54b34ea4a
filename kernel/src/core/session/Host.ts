import type { Header, JsonObject, Message } from 'jupyter-protocol';
import type { CellTypes, CompiledCell } from '../compile/CompiledCell';
import type { Script } from '../compile/emit';
import type { ErrorHost } from '../errors/CellSources';
import type { MemoryHost } from '../memory/MemoryHost';
import type { Modules, OwnSources, RunHost } from '../run/RunHost';
import type { SharedState } from '../run/SharedState';

/** The machine that a notebook's cells run on. */
export interface Host extends ErrorHost, MemoryHost, RunHost {
  /** Of what runs here, as notebooks can ask for them. */
  readonly versions: Readonly<Record<string, string>>;
  /**
   * Makes the modules that cells import.
   *
   * @param given modules that the kernel itself gives
   */
  newModules(given: Readonly<Record<string, () => unknown>>, sources: OwnSources): Modules;
  /**
   * Takes over from the process: cells can't end it.
   *
   * @param print gets what is written to its streams
   * @param fail gets errors that no code waits for, in the context that they come from
   */
  capture(
    print: (name: 'stdout' | 'stderr', text: string) => void,
    fail: (error: unknown) => void,
  ): void;
  /** Whether a value is what the host gives for a timer. */
  isTimer(value: unknown): boolean;
}

/** Those who send requests and hear what comes of them. */
export interface Clients {
  readonly state: SharedState;
  reply(request: Message, type: string, content: JsonObject): void;
  /** Tells everybody who listens. */
  publish(type: string, parent: Header | undefined, content: JsonObject): void;
  /**
   * Asks the person for a line, and waits for it without a turn.
   *
   * @returns the line, or undefined if the cell is to stop
   */
  ask(request: Message, prompt: string): string | undefined;
  /** Resolves when every request that was sent in one go with the last has come. */
  drain(): Promise<void>;
}

/** What makes scripts of cells. */
export interface Compiler {
  compile(source: string): Promise<CompiledCell>;
  /** Hears what later cells can know of one that runs. */
  knows(types: CellTypes): void;
  /** A file of the student's, or a cell that says it is one. */
  readFile(file: string): string | undefined;
  /** Makes a script of such a file, at once. */
  compileFile(file: string, source: string): Script;
}

/** What one kernel leaves behind for the next, in case it dies. */
export interface Legacy {
  /** How the kernel before ended, if it died while a cell ran. Asked once. */
  ofPrevious(): string | undefined;
  /** @param cell such as `In[3]` */
  cellStarted(cell: string, source: string): void;
  cellEnded(): void;
}
