import { existsSync, readFileSync } from 'node:fs';
import type { JsonObject } from 'jupyter-protocol';
import type { CellConverter } from '../core/compile/CellConverter';
import type { CellTypes, CompiledCell } from '../core/compile/CompiledCell';
import { emitModule, type Script } from '../core/compile/emit';
import { complete } from '../core/language/complete';
import { inspect } from '../core/language/inspect';
import { isComplete } from '../core/language/isComplete';
import { newConverter } from './newConverter';

/**
 * All that needs TypeScript, in a file of its own: a kernel whose cells come compiled does without.
 */
export class Compiler {
  private constructor(private readonly converter: CellConverter) {}

  /** @param log hears which TypeScript it is */
  static async start(log: (line: string) => void): Promise<Compiler> {
    return new Compiler(await newConverter(log));
  }

  compile(source: string, earlier: readonly CellTypes[]): CompiledCell {
    return this.converter.compile(source, earlier);
  }

  /** Content of a `complete_reply`. */
  complete(code: string, cursor: number, earlier: readonly CellTypes[]): JsonObject {
    return complete(this.converter, earlier, code, cursor);
  }

  /** Content of an `inspect_reply`. */
  inspect(code: string, cursor: number, earlier: readonly CellTypes[]): JsonObject {
    return inspect(this.converter, earlier, code, cursor);
  }

  /** Content of an `is_complete_reply`. */
  isComplete(code: string): JsonObject {
    return isComplete(code);
  }

  /** A file of the student's, or a cell that says it is one. */
  readFile(file: string): string | undefined {
    return (
      this.converter.moduleText(file) ?? (existsSync(file) ? readFileSync(file, 'utf8') : undefined)
    );
  }

  /** Makes a script of a file. */
  compileFile(file: string, source: string): Script {
    return emitModule(file, source);
  }
}
