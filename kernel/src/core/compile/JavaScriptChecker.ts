import ts from 'typescript6';
import type { Checker, Completion, Finding, QuickInfo } from './Checker';

/** What a checker needs of the machine. */
export type FileSystem = Pick<
  ts.System,
  'readFile' | 'fileExists' | 'directoryExists' | 'getDirectories' | 'realpath'
>;

/** TypeScript in JavaScript, for browsers and where there is no native one. */
export class JavaScriptChecker implements Checker {
  readonly version = ts.version;
  private readonly versions = new Map<string, number>();
  private readonly service: ts.LanguageService;
  private state = 0;

  /**
   * @param roots of the program
   * @param texts of files that are not on the disk
   * @param options as a tsconfig.json has them
   * @param folder of the notebook
   * @param libraries where TypeScript's own types are
   */
  constructor(
    roots: readonly string[],
    private readonly texts: ReadonlyMap<string, string>,
    options: object,
    folder: string,
    private readonly system: FileSystem,
    libraries: string,
  ) {
    const { options: settings } = ts.convertCompilerOptionsFromJson(options, folder);
    const { directoryExists, getDirectories, realpath } = system;
    this.service = ts.createLanguageService({
      getCompilationSettings: () => settings,
      getScriptFileNames: () => [...roots],
      getScriptVersion: (file) => String(this.versions.get(file) ?? 0),
      getScriptSnapshot: (file) => {
        const text = this.read(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: ({ target }) =>
        `${libraries}/${ts.getDefaultLibFileName({ target: target! })}`,
      getProjectVersion: () => String(this.state),
      fileExists: (file) => texts.has(file) || system.fileExists(file),
      readFile: (file) => this.read(file),
      directoryExists,
      getDirectories,
      ...(realpath && { realpath }),
    });
  }

  changed(file: string): void {
    this.versions.set(file, ++this.state);
  }

  findings(file: string): Finding[] {
    const { service } = this;
    return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(
      ({ start = 0, code, messageText }) => ({ start, code, ...chainOf(messageText) }),
    );
  }

  areValues(file: string, offsets: readonly number[]): boolean[] {
    const program = this.service.getProgram()!;
    const source = program.getSourceFile(file)!;
    const checker = program.getTypeChecker();
    return offsets.map((offset) => {
      const name = nodeAt(source, offset);
      const symbol = name && checker.getSymbolAtLocation(name);
      if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return true;
      const { flags } = checker.getAliasedSymbol(symbol);
      return (flags & ts.SymbolFlags.Value) !== 0 || !(flags & ts.SymbolFlags.Type);
    });
  }

  ownFiles(): string[] {
    const program = this.service.getProgram()!;
    return program
      .getSourceFiles()
      .filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file))
      .map(({ fileName }) => fileName);
  }

  textOf(file: string): string {
    return this.read(file) ?? '';
  }

  completions(file: string, offset: number): Completion[] {
    const found = this.service.getCompletionsAtPosition(file, offset, {});
    return (found?.entries ?? []).map(({ name, kind }) => ({ name, kind }));
  }

  quickInfo(file: string, offset: number): QuickInfo | undefined {
    const info = this.service.getQuickInfoAtPosition(file, offset);
    if (!info?.displayParts?.length) return undefined;
    return {
      // An earlier cell's name is no alias to whoever wrote it.
      declaration: ts
        .displayPartsToString(info.displayParts)
        .replace(/^\(alias\) |\nimport [^]*$/g, ''),
      documentation: ts.displayPartsToString(info.documentation),
      tags: (info.tags ?? []).map(({ name, text }) => ({
        name,
        text: ts.displayPartsToString(text),
      })),
    };
  }

  private read(file: string): string | undefined {
    return this.texts.get(file) ?? this.system.readFile(file);
  }
}

/** A message and its reasons, from the general to the special. */
function chainOf(text: string | ts.DiagnosticMessageChain): Pick<Finding, 'message' | 'details'> {
  if (typeof text === 'string') return { message: text, details: [] };
  const reasons = (text.next ?? []).map(chainOf);
  return {
    message: text.messageText,
    details: reasons.flatMap(({ message, details }) => [message, ...details]),
  };
}

function nodeAt(file: ts.SourceFile, offset: number): ts.Node | undefined {
  const find = (node: ts.Node): ts.Node | undefined =>
    node.getStart(file) === offset && ts.isIdentifier(node)
      ? node
      : ts.forEachChild(node, (child) =>
          child.pos <= offset && offset < child.end ? find(child) : undefined,
        );
  return find(file);
}
