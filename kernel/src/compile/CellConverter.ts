import type { Converter, ConvertResult } from 'tslab/dist/converter';
import ts from '@tslab/typescript-for-tslab';
import type { CompiledCell, StepMaps } from './CompiledCell';
import type { Diagnostic } from './Diagnostic';
import { expandShorthand, originalPlace } from './expandShorthand';
import { newInstrumentation } from './instrument';
import { PositionMap, splitInlineMap } from './PositionMap';
import { prepareSource } from './prepareSource';
import { loadTslab, type Tslab } from './tslab';

/** What the compiler says of a cell. */
export interface Compilation {
  diagnostics: Diagnostic[];
  /** Where its JavaScript comes from; undefined if there is none. */
  positions?: PositionMap;
  /** Export that holds the value of its last expression. */
  lastExpression?: string;
}

/**
 * A source that is not the cell itself, but a module that it imports, has another name in its map.
 */
const cellFile = '__tslab__.ts';

/**
 * tslab's converter, with the kernel's own last step, and declarations that survive a cell that
 * throws.
 *
 * It is handed to tslab's executor in the place of the plain one.
 */
export class CellConverter {
  readonly tslab: Tslab = loadTslab((code, options) => this.transpile(code, options));
  /** Of the cell that was converted last. */
  last: Compilation = { diagnostics: [] };
  /** Types of everything that the cells so far have declared. */
  private declarations = '';
  private started: Converter | undefined;
  private given: CompiledCell | undefined;
  private awaits = false;
  private maps: StepMaps | undefined;

  /**
   * For tslab's executor; its own record of declarations, which forgets those of a failed cell, is
   * not used.
   */
  readonly forExecutor: Pick<Converter, 'convert' | 'addModule'> = {
    convert: (_declarations, source) => this.convert(source),
    addModule: (name, source, meta) => {
      const diagnostics = this.converter.addModule(name, source, meta);
      this.last = { diagnostics: merge(diagnostics) };
      return diagnostics;
    },
  };

  /**
   * Reads the types that every cell knows, which takes a second, before the first cell is there.
   */
  warm(): void {
    this.started ??= this.tslab.createConverter({ isJS: false, isBrowser: false });
  }

  /**
   * Forgets the last cell.
   *
   * @param given the next one, if it is compiled already
   */
  reset(given?: CompiledCell): void {
    this.last = { diagnostics: [] };
    this.given = given;
  }

  /**
   * Compiles a cell.
   *
   * @param declarations what the cells before have declared; see {@link CompiledCell}
   */
  compile(source: string, declarations: string): CompiledCell {
    const prepared = prepareSource(source);
    const refused = { awaits: false, declarations, insertions: [] };
    if (prepared.problems.length > 0) return { diagnostics: prepared.problems, ...refused };
    this.awaits = false;
    this.maps = undefined;
    const { source: expanded, insertions } = expandShorthand(prepared.source);
    const result = this.converter.convert(declarations, expanded);
    if (result.diagnostics.length > 0) {
      const diagnostics = merge(result.diagnostics).map((one) => originalPlace(insertions, one));
      return { diagnostics, ...refused };
    }
    // The compiler has set it meanwhile.
    const maps = this.maps as StepMaps | undefined;
    return {
      diagnostics: [],
      awaits: this.awaits,
      insertions,
      declarations: result.declOutput ?? '',
      ...(result.output !== undefined && { output: result.output }),
      ...(result.lastExpressionVar && { lastExpression: result.lastExpressionVar }),
      ...(result.sideOutputs && { modules: result.sideOutputs }),
      ...(maps && { maps }),
    };
  }

  /** What could be written at a place of a cell; see tslab's `complete`. */
  complete(source: string, offset: number): ReturnType<Converter['complete']> {
    return this.converter.complete(this.declarations, prepareSource(source).source, offset);
  }

  /** What stands at a place of a cell; see tslab's `inspect`. */
  inspect(source: string, offset: number): ReturnType<Converter['inspect']> | undefined {
    return this.converter.inspect(this.declarations, prepareSource(source).source, offset);
  }

  private get converter(): Converter {
    this.warm();
    return this.started!;
  }

  private convert(source: string): ConvertResult {
    const compiled = this.given ?? this.compile(source, this.declarations);
    const { diagnostics, output, awaits, lastExpression, declarations, maps, modules } = compiled;
    this.last = {
      diagnostics,
      ...(maps && { positions: new PositionMap(maps, compiled.insertions) }),
      ...(lastExpression !== undefined && { lastExpression }),
    };
    this.declarations = declarations;
    return {
      diagnostics: diagnostics.map(toTslab),
      declOutput: declarations,
      hasToplevelAwait: awaits,
      ...(output !== undefined && { output }),
      ...(lastExpression !== undefined && { lastExpressionVar: lastExpression }),
      ...(modules && { sideOutputs: modules }),
    };
  }

  /** The last step of the converter: from modules to a script. */
  private transpile(code: string, options: ts.TranspileOptions): ts.TranspileOutput {
    const { code: modules, map } = splitInlineMap(code);
    const sources = map === undefined ? [] : (JSON.parse(map) as { sources: string[] }).sources;
    if (map === undefined || !sources[0]?.endsWith(cellFile)) {
      return ts.transpileModule(modules, options);
    }
    const instrumentation = newInstrumentation();
    const { outputText, sourceMapText, ...rest } = ts.transpileModule(modules, {
      ...options,
      compilerOptions: { ...options.compilerOptions, sourceMap: true },
      transformers: { before: [instrumentation.transformer] },
    });
    this.awaits = instrumentation.awaits;
    this.maps = [sourceMapText!, map];
    return { ...rest, outputText: outputText.replace(/\/\/# sourceMappingURL=\S+\s*$/, '') };
  }
}

type TslabDiagnostic = ConvertResult['diagnostics'][number];

/** tslab hands a chain of reasons out as diagnostics of one place. */
function merge(diagnostics: readonly TslabDiagnostic[]): Diagnostic[] {
  const merged: Diagnostic[] = [];
  let last: TslabDiagnostic | undefined;
  for (const diagnostic of diagnostics) {
    const { start, end, messageText: message, code, fileName } = diagnostic;
    const isReason = last?.start.offset === start.offset && last.end.offset === end.offset;
    if (isReason && !fileName) merged.at(-1)!.details.push(message);
    else {
      merged.push({
        line: start.line + 1,
        column: start.character + 1,
        code,
        message,
        details: [],
        ...(fileName !== undefined && { file: fileName }),
      });
    }
    last = diagnostic;
  }
  return merged;
}

function toTslab({ line, column, message, code }: Diagnostic): TslabDiagnostic {
  const start = { offset: 0, line: line - 1, character: column - 1 };
  return { start, end: start, messageText: message, category: 1, code };
}
