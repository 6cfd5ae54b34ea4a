import ts from '@tslab/typescript-for-tslab';
import { LoopChecks } from './loops';
import { names } from './names';
import { plainCalls } from './plainCalls';
import { declaresForFunction, hasOwn, isAwait, mayTakeLong } from './syntax';

/** Rewrites a cell, as JavaScript with `import` and `export`, for the kernel. */
export interface Instrumentation {
  transformer: ts.TransformerFactory<ts.SourceFile>;
  /**
   * Whether the cell awaits something outside of its functions; known when the transformer has run.
   */
  awaits: boolean;
}

/**
 * - Names that the cell declares are bound as they are, not copied: a `let` stays one variable for
 *   the cell's functions and for later cells.
 * - Functions of earlier cells are called as functions, see {@link plainCalls}.
 * - Loops and awaits get their checks, see {@link LoopChecks}.
 * - In a cell that awaits, each statement after that is guarded, as the whole of any other cell is.
 */
export function newInstrumentation(): Instrumentation {
  const result: Instrumentation = { transformer: (context) => rewrite(context), awaits: false };
  const rewrite = (context: ts.TransformationContext) => (parsed: ts.SourceFile) => {
    const { factory } = context;
    const file = plainCalls(parsed, context);
    const checks = new LoopChecks(context);
    result.awaits = file.statements.some((statement) => hasOwn(statement, isAwait));
    const { locals, imports, rest } = splitExports(file);
    const statements = rest.map((statement) => {
      const visited = unnamed(factory, checks.visit(statement));
      return result.awaits ? guard(factory, statement, visited) : visited;
    });
    const bind = bindStatement(factory, locals, imports);
    const reexport = factory.createExportDeclaration(
      undefined,
      false,
      factory.createNamedExports(imports),
    );
    return factory.updateSourceFile(file, [...bind, ...statements, reexport]);
  };
  return result;
}

/**
 * tslab gives the value of the last expression a name; a function or class without one must not
 * take it.
 */
function unnamed(factory: ts.NodeFactory, statement: ts.Statement): ts.Statement {
  if (!ts.isVariableStatement(statement) || !isExported(statement)) return statement;
  const declarations = statement.declarationList.declarations.map((declaration) => {
    const { name, exclamationToken, type, initializer } = declaration;
    if (!initializer || !(ts.isFunctionLike(initializer) || ts.isClassExpression(initializer))) {
      return declaration;
    }
    const value = factory.createParenthesizedExpression(
      factory.createComma(factory.createNumericLiteral(0), initializer),
    );
    return factory.updateVariableDeclaration(declaration, name, exclamationToken, type, value);
  });
  const list = factory.updateVariableDeclarationList(statement.declarationList, declarations);
  return factory.updateVariableStatement(statement, statement.modifiers, list);
}

function isExported({ modifiers }: ts.VariableStatement): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

interface Local {
  name: string;
  writable: boolean;
}

/** tslab has added `export { … }` with every name of the cell. */
function splitExports(file: ts.SourceFile): {
  locals: Local[];
  imports: ts.ExportSpecifier[];
  rest: ts.Statement[];
} {
  const exported: ts.ExportSpecifier[] = [];
  const rest: ts.Statement[] = [];
  const imported = new Set<string>();
  const fixed = new Set<string>();
  for (const statement of file.statements) {
    if (
      ts.isExportDeclaration(statement) &&
      !statement.moduleSpecifier &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    ) {
      exported.push(...statement.exportClause.elements);
      continue;
    }
    rest.push(statement);
    if (ts.isImportDeclaration(statement)) {
      for (const name of importedNames(statement)) imported.add(name);
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      if (statement.name) fixed.add(statement.name.text);
    } else if (
      ts.isVariableStatement(statement) &&
      statement.declarationList.flags & ts.NodeFlags.Const
    ) {
      for (const { name } of statement.declarationList.declarations) {
        for (const text of boundNames(name)) fixed.add(text);
      }
    }
  }
  return {
    locals: exported
      .map(({ name }) => name.text)
      .filter((name) => !imported.has(name))
      .map((name) => ({ name, writable: !fixed.has(name) })),
    imports: exported.filter(({ name }) => imported.has(name.text)),
    rest,
  };
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  const star = bindings && ts.isNamespaceImport(bindings) ? [bindings] : [];
  return [importClause, ...named, ...star].flatMap((part) => (part?.name ? [part.name.text] : []));
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? boundNames(element.name) : [],
  );
}

/** `__cell.bind({ n: [() => n, (__value) => { n = __value; }] }, ['tf']);` */
function bindStatement(
  factory: ts.NodeFactory,
  locals: readonly Local[],
  imports: readonly ts.ExportSpecifier[],
): ts.Statement[] {
  if (locals.length === 0 && imports.length === 0) return [];
  const value = '__value';
  const properties = locals.map(({ name, writable }) => {
    const variable = factory.createIdentifier(name);
    const get = arrow(factory, [], variable);
    const assignment = factory.createAssignment(variable, factory.createIdentifier(value));
    const set = arrow(factory, [value], assignment);
    return factory.createPropertyAssignment(
      factory.createStringLiteral(name),
      factory.createArrayLiteralExpression(writable ? [get, set] : [get]),
    );
  });
  const args = [
    factory.createObjectLiteralExpression(properties),
    factory.createArrayLiteralExpression(
      imports.map(({ name }) => factory.createStringLiteral(name.text)),
    ),
  ];
  return [factory.createExpressionStatement(cellCall(factory, 'bind', args))];
}

/**
 * Lets a signal stop a statement of a cell that awaits, where that changes nothing else.
 *
 * @param original as it was parsed
 * @param visited with its checks
 */
function guard(
  factory: ts.NodeFactory,
  original: ts.Statement,
  visited: ts.Statement,
): ts.Statement {
  if (ts.isVariableStatement(visited) && ts.isVariableStatement(original)) {
    const { declarationList: list } = visited;
    const declarations = list.declarations.map((declaration, index) => {
      const { initializer } = original.declarationList.declarations[index]!;
      if (!initializer || !declaration.initializer || !canGuard(initializer)) return declaration;
      const { name, exclamationToken, type } = declaration;
      const guarded = guardCall(factory, declaration.initializer);
      return factory.updateVariableDeclaration(declaration, name, exclamationToken, type, guarded);
    });
    return factory.updateVariableStatement(
      visited,
      visited.modifiers,
      factory.updateVariableDeclarationList(list, declarations),
    );
  }
  if (!canGuard(original) || declaresForFunction(original)) return visited;
  if (ts.isExpressionStatement(visited)) {
    return factory.updateExpressionStatement(visited, guardCall(factory, visited.expression));
  }
  const isPlain = ts.isIfStatement(original) || ts.isBlock(original) || ts.isTryStatement(original);
  if (!isPlain && !ts.isSwitchStatement(original) && !ts.isIterationStatement(original, true)) {
    return visited;
  }
  const block = factory.createBlock([visited], true);
  return factory.createExpressionStatement(guardCall(factory, block));
}

function canGuard(node: ts.Node): boolean {
  return mayTakeLong(node) && !hasOwn(node, isAwait);
}

function guardCall(factory: ts.NodeFactory, body: ts.ConciseBody): ts.Expression {
  return cellCall(factory, 'guard', [arrow(factory, [], body)]);
}

function arrow(
  factory: ts.NodeFactory,
  parameters: readonly string[],
  body: ts.ConciseBody,
): ts.ArrowFunction {
  return factory.createArrowFunction(
    undefined,
    undefined,
    parameters.map((name) => factory.createParameterDeclaration(undefined, undefined, name)),
    undefined,
    factory.createToken(ts.SyntaxKind.EqualsGreaterThanToken),
    ts.isBlock(body) ? body : factory.createParenthesizedExpression(body),
  );
}

function cellCall(factory: ts.NodeFactory, method: string, args: ts.Expression[]): ts.Expression {
  const cell = factory.createIdentifier(names.cell);
  const callee = factory.createPropertyAccessExpression(cell, method);
  return factory.createCallExpression(callee, undefined, args);
}
