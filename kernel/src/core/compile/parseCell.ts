import ts from 'typescript6';
import type { NameKind } from './CompiledCell';
import type { Diagnostic } from './Diagnostic';
import { declaresForFunction } from './syntax';

/** A cell as it is written, and what can be said of it without its types. */
export interface ParsedCell {
  /** Without `export`, which cells do without; every character is where it was. */
  source: string;
  /** Why it can't be run. */
  problems: Diagnostic[];
  /** The names that it declares for later cells. */
  names: Map<string, NameKind>;
  /** Those of them that exist when the cell runs, as far as syntax tells. */
  values: Set<string>;
  /** Where names are imported that may be types. */
  imported: Map<string, number>;
  /** Names that it uses, or properties. */
  used: Set<string>;
  /** Modules that it imports. */
  modules: string[];
  /** Whether it changes types of others: `declare global`, `declare module`. */
  augments: boolean;
}

/** A file as the kernel's compiler reads it. */
export function parse(source: string): ts.SourceFile {
  return ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
}

/** The name of the file that a cell says it is: its first comment has `@module name`. */
export function moduleName(source: string): string | undefined {
  for (const { pos, end } of ts.getLeadingCommentRanges(source, 0) ?? []) {
    const name = /^\/\*\*[^]*@module\s+([\w-]+)\s/.exec(source.slice(pos, end))?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

export function parseCell(source: string): ParsedCell {
  const file = parse(source);
  const cell = new CellReader(file);
  for (const statement of file.statements) cell.read(statement);
  const used = new Set<string>();
  const collect = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    ts.forEachChild(node, collect);
  };
  collect(file);
  return Object.assign(cell.result, { used });
}

/** What the compiler says of a text alone. */
export function syntaxErrors(file: ts.SourceFile): ts.DiagnosticWithLocation[] {
  // What there is for everybody needs a whole program.
  return (file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] }).parseDiagnostics;
}

/** Every name that a text declares, wherever it holds. */
export function namesIn(source: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const { name } = node as { name?: ts.Node };
    const isMember =
      ts.isClassElement(node) || ts.isTypeElement(node) || ts.isObjectLiteralElement(node);
    if (name && ts.isIdentifier(name) && !isMember && !ts.isExpression(node)) names.push(name.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return names;
}

/** The language's own words. */
export const keywords = Array.from(
  { length: ts.SyntaxKind.LastKeyword - ts.SyntaxKind.FirstKeyword + 1 },
  (_, index) => ts.tokenToString(ts.SyntaxKind.FirstKeyword + index)!,
);

class CellReader {
  readonly result: ParsedCell;

  constructor(private readonly file: ts.SourceFile) {
    this.result = {
      source: file.text,
      problems: syntaxErrors(file).map((error) => this.syntaxError(error)),
      names: new Map(),
      values: new Set(),
      imported: new Map(),
      used: new Set(),
      modules: [],
      augments: false,
    };
  }

  read(statement: ts.Statement): void {
    if (ts.isExportAssignment(statement) || isNamelessExport(statement)) {
      return this.refuse(
        statement,
        'A cell has no default export. Give the value a name: const name = …',
      );
    }
    if (ts.isExportDeclaration(statement)) {
      // What a cell declares is known to every later cell anyway.
      if (!statement.moduleSpecifier) return this.blank(statement);
      return this.refuse(statement, 'A cell can’t export from a module. Use import instead.');
    }
    if (ts.canHaveModifiers(statement)) {
      for (const modifier of ts.getModifiers(statement) ?? []) {
        const { kind } = modifier;
        if (kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword) {
          this.blank(modifier);
        }
      }
    }
    this.readNames(statement);
  }

  private readNames(statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) return this.readImport(statement);
    const isAmbient =
      ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
    const add = (name: ts.Identifier, kind: NameKind): void =>
      this.add(name, kind, !isAmbient && kind !== 'type');
    if (ts.isFunctionDeclaration(statement) && statement.name) add(statement.name, 'function');
    else if (ts.isClassDeclaration(statement) && statement.name) add(statement.name, 'class');
    else if (ts.isEnumDeclaration(statement)) add(statement.name, 'enum');
    else if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) {
      add(statement.name, 'type');
    } else if (ts.isImportEqualsDeclaration(statement)) {
      add(statement.name, 'import');
      const { moduleReference: from } = statement;
      if (ts.isExternalModuleReference(from) && ts.isStringLiteral(from.expression)) {
        this.result.modules.push(from.expression.text);
      }
    } else if (ts.isModuleDeclaration(statement)) {
      const isNamespace = ts.isIdentifier(statement.name) && statement.name.text !== 'global';
      if (isNamespace) add(statement.name, 'namespace');
      else this.result.augments = true;
    } else this.readVariables(statement, add);
  }

  /** Variables of a statement, those too that stand deeper and belong to the whole cell. */
  private readVariables(
    statement: ts.Statement,
    add: (name: ts.Identifier, kind: NameKind) => void,
  ): void {
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
      if (ts.isVariableDeclarationList(node)) {
        const isOfCell = ts.isVariableStatement(node.parent) && node.parent === statement;
        const isConstant = node.flags & (ts.NodeFlags.Const | ts.NodeFlags.Using);
        if (isOfCell || !(node.flags & ts.NodeFlags.BlockScoped)) {
          for (const name of boundNames(node)) add(name, isConstant ? 'constant' : 'variable');
        }
      }
      ts.forEachChild(node, visit);
    };
    if (ts.isVariableStatement(statement) || declaresForFunction(statement)) visit(statement);
  }

  private readImport({ importClause: clause, moduleSpecifier }: ts.ImportDeclaration): void {
    const isOfTypes = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    if (!isOfTypes && ts.isStringLiteral(moduleSpecifier))
      this.result.modules.push(moduleSpecifier.text);
    const bindings = clause?.namedBindings;
    const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [bindings];
    for (const part of [clause, ...named]) {
      if (!part?.name) continue;
      const isValue = !isOfTypes && (part as { isTypeOnly?: boolean }).isTypeOnly !== true;
      this.add(part.name, 'import', isValue);
      if (isValue) this.result.imported.set(part.name.text, part.name.getStart(this.file));
    }
  }

  private add(name: ts.Identifier, kind: NameKind, isValue: boolean): void {
    const { names, values } = this.result;
    if (name.text.startsWith('__')) {
      this.refuse(
        name,
        `Names that start with two underscores are the kernel’s. Call ${name.text} otherwise, for example ${name.text.replace(/^_+/, '_')}.`,
      );
    }
    if (scriptNames.has(name.text) && isValue) {
      this.refuse(name, `Every cell has a ${name.text} already. Choose another name.`);
    }
    // A type and a value may share a name.
    if (kind !== 'type' || !names.has(name.text)) names.set(name.text, kind);
    if (isValue) values.add(name.text);
  }

  private blank(node: ts.Node): void {
    const [start, end] = [node.getStart(this.file), node.end];
    const { source } = this.result;
    const spaces = source.slice(start, end).replace(/[^\n\r]/g, ' ');
    this.result.source = source.slice(0, start) + spaces + source.slice(end);
  }

  private refuse(node: ts.Node, message: string): void {
    this.result.problems.push({
      ...this.placeOf(node.getStart(this.file)),
      code: 0,
      message,
      details: [],
    });
  }

  private syntaxError(error: ts.DiagnosticWithLocation): Diagnostic {
    // What lacks its end is best told where it begins.
    const opening = error.relatedInformation?.find(({ code }) => code === parserExpected);
    return {
      ...this.placeOf(opening?.start ?? error.start),
      code: error.code,
      message: ts.flattenDiagnosticMessageText(error.messageText, '\n'),
      details: opening ? [ts.flattenDiagnosticMessageText(opening.messageText, '\n')] : [],
    };
  }

  private placeOf(offset: number): { line: number; column: number } {
    const { line, character } = this.file.getLineAndCharacterOfPosition(offset);
    return { line: line + 1, column: character + 1 };
  }
}

/** `export default function () {}`, or a class. */
function isNamelessExport(statement: ts.Statement): boolean {
  const isDeclaration = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return (
    isDeclaration &&
    !statement.name &&
    statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true
  );
}

/** Number of "The parser expected to find a '}' to match the '{' token here." */
const parserExpected = 1007;
/** Names of a script that a module compiled to one can't do without. */
const scriptNames = new Set(['exports', 'require', 'module']);

function boundNames(list: ts.VariableDeclarationList): ts.Identifier[] {
  const names = (name: ts.BindingName): ts.Identifier[] =>
    ts.isIdentifier(name)
      ? [name]
      : name.elements.flatMap((part) => (ts.isBindingElement(part) ? names(part.name) : []));
  return list.declarations.flatMap(({ name }) => names(name));
}
