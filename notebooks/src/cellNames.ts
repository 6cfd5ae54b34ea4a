import * as ts from 'typescript';

/** What an import brings: a name of a module, or all of it as '*'. */
export interface Import {
  module: string;
  name: string;
  isType: boolean;
}

/** What a cell shares with the other cells of its notebook. */
export interface CellNames {
  /** What later cells see: declarations at its top level, and what it puts on outside objects. */
  declares: ReadonlySet<string>;
  /** What it uses and does not declare. Names of properties begin with a dot. */
  uses: ReadonlySet<string>;
  /** What it uses of its own declarations. */
  inside: ReadonlySet<string>;
  /** What it imports, by the names that it gives it. */
  imports: ReadonlyMap<string, Import>;
  /** Its texts: some may be names of files. */
  texts: ReadonlySet<string>;
}

/**
 * Finds the cells that declare names, and those that declare what these use in turn.
 *
 * @returns for each cell, which of the names it declares
 *
 * @example
 * neededNames(['const a = 1;', 'const b = a;', 'const c = 2;'], ['b']); // [{ 'a' }, { 'b' }, {}]
 */
export function neededNames(cells: readonly string[], names: Iterable<string>): Set<string>[] {
  const wanted = new Set(names);
  const found = cells.map(() => new Set<string>());
  // A set grows while it is gone through.
  for (const name of wanted) {
    const text = name.replace(/^\./, '');
    for (const [index, cell] of cells.entries()) {
      // Few cells name what another declares, and to parse one takes long.
      if (!cell.includes(text) && !cell.includes('\\u')) continue;
      const { declares, uses } = namesOf(cell);
      if (!declares.has(name)) continue;
      found[index]!.add(name);
      for (const used of uses) wanted.add(used);
    }
  }
  return found;
}

const options: ts.CompilerOptions = {
  noLib: true,
  noResolve: true,
  // Packages of types would be looked for on the disk, for every cell.
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
};

const known = new Map<string, CellNames>();

/**
 * The names of a cell, as the compiler resolves them: a local variable hides the name of a cell.
 *
 * @example
 * namesOf('const twice = (x: number) => mod(2 * x);').uses; // Set { 'mod' }
 */
export function namesOf(source: string): CellNames {
  let names = known.get(source);
  if (!names) {
    if (known.size > 2000) known.clear();
    // A copy without the compiler, which would take a megabyte for each cell.
    const { declares, uses, inside, imports, texts } = new Names(source);
    known.set(source, (names = { declares, uses, inside, imports, texts }));
  }
  return names;
}

class Names implements CellNames {
  readonly declares = new Set<string>();
  readonly uses = new Set<string>();
  readonly inside = new Set<string>();
  readonly imports = new Map<string, Import>();
  readonly texts = new Set<string>();
  private readonly checker: ts.TypeChecker;

  constructor(source: string) {
    // As a module, its names are not those of the whole program.
    const text = `${source}\nexport {};`;
    const file = ts.createSourceFile('cell.ts', text, ts.ScriptTarget.ES2022, true);
    const host = {
      ...ts.createCompilerHost(options),
      getSourceFile: (name: string) => (name === 'cell.ts' ? file : undefined),
    };
    this.checker = ts.createProgram(['cell.ts'], options, host).getTypeChecker();
    file.statements.forEach((statement) => this.declare(statement));
    ts.forEachChild(file, this.visit);
  }

  private declare(node: ts.Node): void {
    if (ts.isVariableStatement(node)) {
      node.declarationList.declarations.forEach(({ name }) => this.bind(name));
    } else if (ts.isImportDeclaration(node)) {
      this.import(node);
    } else if (ts.isDeclarationStatement(node) && node.name && ts.isIdentifier(node.name)) {
      this.declares.add(node.name.text);
    }
  }

  private bind(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) this.declares.add(name.text);
    else for (const one of name.elements) if (!ts.isOmittedExpression(one)) this.bind(one.name);
  }

  private import({ importClause: clause, moduleSpecifier }: ts.ImportDeclaration): void {
    const module = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '?';
    const add = (as: ts.Identifier, name: string, isType = clause?.isTypeOnly ?? false): void => {
      this.declares.add(as.text);
      this.imports.set(as.text, { module, name, isType });
    };
    if (clause?.name) add(clause.name, 'default');
    const bindings = clause?.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) add(bindings.name, '*');
    else
      for (const one of bindings?.elements ?? []) {
        add(one.name, (one.propertyName ?? one.name).text, clause!.isTypeOnly || one.isTypeOnly);
      }
  }

  private readonly visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) this.texts.add(node.text);
    else if (ts.isIdentifier(node)) this.use(node);
    else if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken)) this.set(node.left);
    ts.forEachChild(node, this.visit);
  };

  private use(node: ts.Identifier): void {
    const { parent, text } = node;
    if (text === '') return;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) this.uses.add(`.${text}`);
    else if (!isReference(node)) return;
    else (this.isLocal(node) ? this.inside : this.uses).add(text);
  }

  /** Whether the cell itself declares a name, at its top level or deeper. */
  private isLocal(node: ts.Identifier): boolean {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.checker.getSymbolAtLocation(node);
    return (symbol?.declarations?.length ?? 0) > 0;
  }

  /** `x = 1`, `globalThis.x = 1`, `(Array.prototype as Mine).x = 1`: later cells see it. */
  private set(target: ts.Expression): void {
    const left = bare(target);
    if (ts.isIdentifier(left)) {
      if (!this.isLocal(left)) this.declares.add(left.text);
    } else if (ts.isPropertyAccessExpression(left)) {
      const { text } = left.name;
      let root: ts.Expression = left;
      while (ts.isPropertyAccessExpression(root)) {
        root = bare(root.expression);
      }
      if (!ts.isIdentifier(root) || this.isLocal(root)) return;
      this.declares.add(`.${text}`);
      if (root.text === 'globalThis' || root.text === 'global') this.declares.add(text);
    }
  }
}

/** Whether an identifier stands for a value or a type, and is not just the name of something. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  if (ts.isExportSpecifier(parent) || ts.isImportSpecifier(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  return (parent as { name?: ts.Node }).name !== node;
}

function isAssignment({ kind }: ts.BinaryOperatorToken): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Without parentheses and claims about its type. */
function bare(node: ts.Expression): ts.Expression {
  while (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node)
  ) {
    node = node.expression;
  }
  return node;
}
