import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { CellTypes, CompiledCell } from '../../core/compile/CompiledCell';
import type * as Emit from '../../core/compile/emit';
import type { Compiler } from '../../core/session/Host';
import { removeOwnFolder } from '../CellFolder';
import type { FromLanguage, LanguageData, ToLanguage } from './languageMessages';
import { withPlace } from './misplaced';

/** What comes of the thread besides compiled cells. */
export interface LanguageEvents {
  log: (line: string) => void;
  /** Hears where the thread, which has just started, takes questions about code. */
  questions: (port: MessagePort) => void;
}

interface Waiting {
  resolve: (cell: CompiledCell) => void;
  reject: (error: Error) => void;
}

/** A quarter of what V8 takes by itself; a cell's syntax trees need no more. */
const youngMegabytes = 12;

/**
 * The main thread's side of TypeScript, which lives in a thread of its own: there it answers
 * questions about code while a cell runs. It starts when it is first needed.
 */
export class Language implements Compiler {
  private thread: Worker | undefined;
  private readonly waiting: Waiting[] = [];
  private readonly earlier: CellTypes[] = [];
  /** Cells that say they are files. */
  private readonly files = new Map<string, string>();

  constructor(private readonly events: LanguageEvents) {
    process.on('exit', removeOwnFolder);
  }

  /** Starts the thread, unless it runs. */
  start(): Worker {
    if (this.thread) return this.thread;
    const { port1, port2 } = new MessageChannel();
    const workerData: LanguageData = {
      earlier: this.earlier,
      files: [...this.files.values()],
      questions: port2,
    };
    const file = join(__dirname, 'languageThread.js');
    const thread = new Worker(file, {
      workerData,
      transferList: [port2],
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    });
    thread.on('message', (message: FromLanguage) => this.receive(message));
    thread.on('error', (error: Error) => {
      this.thread = undefined;
      for (const { reject } of this.waiting.splice(0)) reject(error);
    });
    this.events.questions(port1);
    return (this.thread = thread);
  }

  /** Compiles a cell that comes after those it knows. */
  compile(source: string): Promise<CompiledCell> {
    return new Promise((resolve, reject) => {
      const keep = (cell: CompiledCell): void => {
        if (cell.file !== undefined) this.files.set(cell.file, source);
        resolve(cell);
      };
      const thread = this.start();
      this.waiting.push({ resolve: keep, reject });
      thread.postMessage({ kind: 'compile', source } satisfies ToLanguage);
    });
  }

  knows(types: CellTypes): void {
    this.earlier.push(types);
    this.thread?.postMessage({ kind: 'knows', types } satisfies ToLanguage);
  }

  readFile(file: string): string | undefined {
    return this.files.get(file) ?? (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  }

  compileFile(file: string, source: string): Emit.Script {
    // The compiler in JavaScript takes time and memory, and few notebooks have such files.
    const { emitModule } = createRequire(__filename)('../../core/compile/emit') as typeof Emit;
    return emitModule(file, source);
  }

  private receive(message: FromLanguage): void {
    if (message.kind === 'log') return this.events.log(message.line);
    const { resolve, reject } = this.waiting.shift()!;
    if (message.kind === 'compiled') resolve(withPlace(message.cell));
    else reject(message.error);
  }
}
