import { createInterface } from 'node:readline';
import type { CellConverter } from '../core/compile/CellConverter';
import type { CellTypes, CompiledCell } from '../core/compile/CompiledCell';
import { moduleName } from '../core/compile/parseCell';
import { removeOwnFolder } from './CellFolder';
import { newConverter } from './newConverter';

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
  private readonly known = new Map<string, CompiledCell[]>();

  constructor(private readonly converter: CellConverter) {}

  answer({ given, cells }: CompileRequest): CompileAnswer {
    const open = { given: [], cells: [], isOpen: true };
    // Such a file would be there for the cells of other notebooks.
    if ([...given, ...cells].some((cell) => moduleName(cell) !== undefined)) return open;
    const compiledGiven = this.compileGiven(given);
    const compiled = this.compileAll(cells, compiledGiven);
    const isOpen = compiled.some(({ imports }) => imports.some((module) => /^[./]/.test(module)));
    return isOpen ? open : { given: compiledGiven, cells: compiled, isOpen };
  }

  private compileGiven(given: readonly string[]): CompiledCell[] {
    const key = JSON.stringify(given);
    const compiled = this.known.get(key) ?? this.compileAll(given, []);
    this.known.set(key, compiled);
    const [oldest] = this.known.keys();
    if (this.known.size > remembered && oldest !== undefined) this.known.delete(oldest);
    return compiled;
  }

  private compileAll(cells: readonly string[], before: readonly CompiledCell[]): CompiledCell[] {
    const earlier: CellTypes[] = before.flatMap(({ types }) => types ?? []);
    return cells.map((cell) => {
      const compiled = this.converter.compile(cell, earlier);
      if (compiled.types) earlier.push(compiled.types);
      return compiled;
    });
  }
}

async function serve(): Promise<void> {
  process.on('exit', removeOwnFolder);
  const server = new CompileServer(await newConverter((line) => console.error(line)));
  for await (const line of createInterface(process.stdin)) {
    const request = JSON.parse(Buffer.from(line, 'base64').toString()) as CompileRequest;
    const answer = JSON.stringify(server.answer(request));
    process.stdout.write(`${Buffer.from(answer).toString('base64')}\n`);
  }
  // The compiler's own process would keep this one.
  process.stdout.write('', () => process.exit());
}

void serve();
