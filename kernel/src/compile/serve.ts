import { createInterface } from 'node:readline';
import { CellConverter } from './CellConverter';
import type { CompiledCell } from './CompiledCell';

/**
 * What is asked of the compiler: a line each, JSON in base64, since texts may hold what ends a
 * line.
 */
interface CompileRequest {
  /** Cells that come before, the same in many requests. */
  given: string[];
  cells: string[];
}

/** What it answers: a line each, likewise, in the order of the requests. */
interface CompileAnswer {
  given: CompiledCell[];
  cells: CompiledCell[];
  /**
   * Whether a kernel must compile these cells itself: what they are depends on more than their
   * text.
   */
  isOpen: boolean;
}

/** Lists of given cells whose compilation is remembered. */
const remembered = 100;

/**
 * Compiles cells of several notebooks for kernels that then need no compiler of their own, since to
 * start one takes longer than all that most cells do. It works where those kernels work, so that it
 * finds the same packages.
 */
class CompileServer {
  private readonly converter = new CellConverter();
  private readonly known = new Map<string, CompiledCell[]>();

  answer({ given, cells }: CompileRequest): CompileAnswer {
    // A module would be there for the cells of other notebooks.
    const isOpen = [...given, ...cells].some(
      (cell) => this.converter.tslab.getCodeMetadata(cell).module !== undefined,
    );
    if (isOpen) return { given: [], cells: [], isOpen };
    const compiledGiven = this.compileGiven(given);
    const compiled = this.compileAll(cells, compiledGiven.at(-1)?.declarations ?? '');
    if (compiled.some(({ modules }) => modules)) return { given: [], cells: [], isOpen: true };
    return { given: compiledGiven, cells: compiled, isOpen };
  }

  private compileGiven(given: readonly string[]): CompiledCell[] {
    const key = JSON.stringify(given);
    const compiled = this.known.get(key) ?? this.compileAll(given, '');
    this.known.set(key, compiled);
    const [oldest] = this.known.keys();
    if (this.known.size > remembered && oldest !== undefined) this.known.delete(oldest);
    return compiled;
  }

  private compileAll(cells: readonly string[], before: string): CompiledCell[] {
    let declarations = before;
    return cells.map((cell) => {
      const compiled = this.converter.compile(cell, declarations);
      ({ declarations } = compiled);
      return compiled;
    });
  }
}

const server = new CompileServer();
const lines = createInterface(process.stdin);
lines.on('line', (line) => {
  const request = JSON.parse(Buffer.from(line, 'base64').toString()) as CompileRequest;
  const answer = JSON.stringify(server.answer(request));
  process.stdout.write(`${Buffer.from(answer).toString('base64')}\n`);
});
// The compiler watches files, and would run for ever.
lines.on('close', () => process.stdout.write('', () => process.exit()));
