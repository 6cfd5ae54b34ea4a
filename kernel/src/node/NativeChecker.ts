import { readFileSync } from 'node:fs';
import type * as Native from 'typescript7/unstable/sync' with { 'resolution-mode': 'import' };
import type { Checker, Completion, Finding, QuickInfo } from '../core/compile/Checker';
import { CellFolder } from './CellFolder';

/** TypeScript's own package, which is a module; its program runs as a process of its own. */
export type NativeTypeScript = typeof Native;

type NativeNode = NonNullable<ReturnType<Native.NodeHandle['resolve']>>;

/** The native TypeScript, which answers many times as fast as the one in JavaScript. */
export class NativeChecker implements Checker {
  private readonly api: Native.API;
  private readonly cells: CellFolder;
  private readonly config: string;
  private snapshot: Native.Snapshot;
  private readonly stale = new Set<string>();

  /**
   * @param texts of files that are not on the disk
   * @param options as a tsconfig.json has them
   * @throws Error if its program can't be started
   */
  constructor(
    private readonly typescript: NativeTypeScript,
    readonly version: string,
    root: string,
    private readonly texts: ReadonlyMap<string, string>,
    options: object,
    folder: string,
  ) {
    this.cells = new CellFolder(folder);
    const config = `${folder}/__cells.json`;
    const compilerOptions = { ...options, ...this.cells.options };
    this.cells.write(config, JSON.stringify({ compilerOptions, files: [this.cells.at(root)] }));
    this.config = this.cells.at(config);
    this.writeCells();
    this.api = new typescript.API({ cwd: folder });
    this.snapshot = this.api.updateSnapshot({ openProjects: [this.config] });
  }

  changed(file: string): void {
    this.stale.add(file);
  }

  findings(file: string): Finding[] {
    const { program } = this.project;
    const place = this.placeOf(file);
    const found = program.getSyntacticDiagnostics(place);
    return [...found, ...program.getSemanticDiagnostics(place)].map((one) => ({
      start: one.pos,
      code: one.code,
      message: this.cells.outside(one.text),
      details: reasons(one).map((reason) => this.cells.outside(reason)),
    }));
  }

  areValues(file: string, offsets: readonly number[]): boolean[] {
    if (offsets.length === 0) return [];
    const { SymbolFlags } = this.typescript;
    const { checker } = this.project;
    return checker.getSymbolAtPosition(this.placeOf(file), offsets).map((symbol) => {
      if (!symbol || !(symbol.flags & SymbolFlags.Alias)) return true;
      const { flags } = checker.getAliasedSymbol(symbol);
      return (flags & SymbolFlags.Value) !== 0 || !(flags & SymbolFlags.Type);
    });
  }

  ownFiles(): string[] {
    return this.project.program
      .getSourceFileNames()
      .map((file) => this.cells.outside(file))
      .filter((file) => !/\.d\.[cm]?ts$|\.json$|\/node_modules\//.test(file));
  }

  textOf(file: string): string {
    return this.texts.get(file) ?? readFileSync(file, 'utf8');
  }

  completions(file: string, offset: number): Completion[] | undefined {
    const { CompletionItemKind } = this.typescript;
    let entries: readonly Native.CompletionEntry[];
    try {
      const { checker } = this.project;
      entries = checker.getCompletionsAtPosition(this.placeOf(file), offset)?.entries ?? [];
    } catch {
      // It would propose names of all modules there are, which it has not read.
      return undefined;
    }
    return [...entries]
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .map(({ name, kind = CompletionItemKind.Text }) => ({
        name,
        kind: CompletionItemKind[kind].toLowerCase(),
      }));
  }

  quickInfo(file: string, offset: number): QuickInfo | undefined {
    const { checker } = this.project;
    const symbol = checker.getSymbolAtPosition(this.placeOf(file), offset);
    if (!symbol) return undefined;
    const { SymbolFlags } = this.typescript;
    const target = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    // Where no name stands, it is the cell's file.
    const module = this.cells.outside(target.name.slice(1, -1));
    if (target.flags & SymbolFlags.ValueModule && this.texts.has(`${module}.ts`)) return undefined;
    return {
      declaration: this.cells.outside(this.declarationOf(target, symbol.name, file, offset)),
      documentation: target.getDocumentationComment(checker),
      tags: target.getJsDocTags(checker).map(({ name, text = '' }) => ({ name, text })),
    };
  }

  private declarationOf(symbol: Native.Symbol, name: string, file: string, offset: number): string {
    const { checker, emitter } = this.project;
    const { SymbolFlags, SignatureKind } = this.typescript;
    const { flags } = symbol;
    const word =
      flags & SymbolFlags.Variable
        ? variableWord(symbol.valueDeclaration?.resolve())
        : (declarationWords.find(([kind]) => flags & SymbolFlags[kind])?.[1] ?? '');
    const parent = flags & SymbolFlags.ClassMember ? symbol.getParent()?.name : undefined;
    const full =
      `${word} ${parent === undefined || parent.startsWith('__') ? '' : `${parent}.`}${name}`.trim();
    if (flags & SymbolFlags.TypeAlias) {
      return `${full} = ${checker.typeToString(checker.getDeclaredTypeOfSymbol(symbol))}`;
    }
    if (!(flags & SymbolFlags.Value)) return full;
    const type =
      checker.getTypeAtPosition(this.placeOf(file), offset) ?? checker.getTypeOfSymbol(symbol);
    const isMade = /\bnew\s+[\w$.]*$/.test(this.textOf(file).slice(0, offset));
    const { Class, Enum, ValueModule, Variable } = SymbolFlags;
    if (!type || (flags & (Class | Enum | ValueModule) && !isMade)) return full;
    const kind = isMade ? SignatureKind.Construct : SignatureKind.Call;
    const signatures = checker.getSignaturesOfType(type, kind);
    const [signature] = signatures;
    if (!signature) return `${full}: ${checker.typeToString(type)}`;
    const node = checker.signatureToSignatureDeclaration(signature, callSignature);
    const more = signatures.length > 1 ? ` (+${signatures.length - 1} more)` : '';
    const text = node ? emitter.printNode(node).replace(/;$/, '') : checker.typeToString(type);
    const called = isMade ? `new ${name}` : flags & Variable ? name : full;
    return `${called}${text}${more}`;
  }

  /** The program as the files are now. */
  private get project(): Native.Project {
    this.writeCells();
    // One after the other: where a single file changes, the compiler keeps all the rest.
    for (const file of this.stale) {
      const before = this.snapshot;
      this.snapshot = this.api.updateSnapshot({ fileChanges: { changed: [this.placeOf(file)] } });
      // Nobody waits for it.
      setImmediate(() => before.dispose());
    }
    this.stale.clear();
    return this.snapshot.getProject(this.config)!;
  }

  /** Where the compiler finds a file. */
  private placeOf(file: string): string {
    return this.texts.has(file) ? this.cells.at(file) : file;
  }

  private writeCells(): void {
    for (const [file, text] of this.texts) this.cells.write(file, text);
  }
}

/** Of `SyntaxKind`. */
const parameter = 170;
const callSignature = 180;
const variableList = 262;
/** By the lowest bits of `NodeFlags`: `Let`, `Const` and `Using`. */
const listWords = ['var', 'let', 'const', '', 'using', '', 'await using'];

const declarationWords = [
  ['Function', 'function'],
  ['Method', '(method)'],
  ['Property', '(property)'],
  ['Accessor', '(accessor)'],
  ['Class', 'class'],
  ['Interface', 'interface'],
  ['Enum', 'enum'],
  ['EnumMember', '(enum member)'],
  ['TypeAlias', 'type'],
  ['TypeParameter', '(type parameter)'],
  ['ValueModule', 'namespace'],
] as const;

/** What a variable is declared with, however deep in a pattern its name stands. */
function variableWord(node: NativeNode | undefined): string {
  for (let outer = node; outer; outer = outer.parent) {
    const kind: number = outer.kind;
    if (kind === parameter) return '(parameter)';
    if (kind === variableList) return listWords[outer.flags & 7]!;
  }
  return '';
}

const keyOf = ({ name, sortText = '' }: Native.CompletionEntry): string => `${sortText} ${name}`;

function reasons({ messageChain = [] }: Native.Diagnostic): string[] {
  return messageChain.flatMap((one) => [one.text, ...reasons(one)]);
}
