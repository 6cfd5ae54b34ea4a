import type { CellTypes, CompiledCell } from '../core/compile/CompiledCell';
import type { Script } from '../core/compile/emit';
import type { FromLanguage, ToLanguage } from '../core/language/languageMessages';
import type { Compiler } from '../core/session/Host';

/** The compiler, which is in another worker. */
export class CompilerClient implements Compiler {
  private readonly waiting: {
    source: string;
    resolve: (cell: CompiledCell) => void;
    reject: (error: Error) => void;
  }[] = [];
  /** Cells that say they are files. */
  private readonly files = new Map<string, { source: string; script: Script }>();

  constructor(private readonly port: MessagePort) {
    port.onmessage = ({ data }: MessageEvent<FromLanguage>) => this.receive(data);
  }

  compile(source: string): Promise<CompiledCell> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ source, resolve, reject });
      this.port.postMessage({ kind: 'compile', source } satisfies ToLanguage);
    });
  }

  knows(types: CellTypes): void {
    this.port.postMessage({ kind: 'knows', types } satisfies ToLanguage);
  }

  readFile(file: string): string | undefined {
    return this.files.get(file)?.source;
  }

  compileFile(file: string): Script {
    return this.files.get(file)!.script;
  }

  private receive(message: FromLanguage): void {
    const { source, resolve, reject } = this.waiting.shift()!;
    if (message.kind === 'failed') return reject(message.error);
    const { cell, script } = message;
    if (cell.file !== undefined && script) this.files.set(cell.file, { source, script });
    resolve(cell);
  }
}
