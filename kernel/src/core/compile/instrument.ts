import ts from 'typescript6';
import { cellCall, LoopChecks } from './loops';
import { names } from './names';
import { declaresForFunction, hasOwn, isAwait, mayTakeLong } from './syntax';

/** Rewrites a cell for the kernel. */
export interface Instrumentation {
  transformer: ts.TransformerFactory<ts.SourceFile>;
  /**
   * Whether the cell awaits something outside of its functions; known when the transformer has run.
   */
  awaits: boolean;
}

/**
 * - What stands behind the cell's own text, which makes its names known, comes first.
 * - The value of an expression at the end is kept.
 * - `import()` and `import.meta` are the notebook's.
 * - Loops and awaits get their checks, see {@link LoopChecks}.
 * - In a cell that awaits, each statement after that is guarded, as the whole of any other cell is.
 *
 * @param length of the cell's own text
 */
export function newInstrumentation(length: number): Instrumentation {
  const result: Instrumentation = { transformer: (context) => rewrite(context), awaits: false };
  const rewrite = (context: ts.TransformationContext) => (file: ts.SourceFile) => {
    const { factory } = context;
    const checks = new LoopChecks(context, ofNotebook);
    const own = file.statements.filter(({ pos }) => pos < length);
    const added = file.statements.filter(({ pos }) => pos >= length);
    result.awaits = own.some((statement) => hasOwn(statement, isAwait));
    const last = own.filter((statement) => !leavesNothing(statement)).at(-1);
    const statements = own.map((statement) => {
      const visited = checks.visit(statement);
      const guarded = result.awaits ? guard(factory, statement, visited) : visited;
      return statement === last ? keepValue(factory, guarded) : guarded;
    });
    return factory.updateSourceFile(file, [...added, ...statements]);
  };
  return result;
}

/** Whether a statement is nothing that is run. */
function leavesNothing(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEmptyStatement(statement)
  );
}

/** `__cell.value = …;` for an expression. */
function keepValue(factory: ts.NodeFactory, statement: ts.Statement): ts.Statement {
  if (!ts.isExpressionStatement(statement)) return statement;
  const value = factory.createPropertyAccessExpression(
    factory.createIdentifier(names.cell),
    'value',
  );
  const assignment = factory.createAssignment(value, statement.expression);
  return ts.setTextRange(factory.createExpressionStatement(assignment), statement);
}

/** Modules are found from where the notebook is. */
function ofNotebook(node: ts.Node, factory: ts.NodeFactory): ts.Node {
  if (ts.isCallExpression(node)) {
    return node.expression.kind === ts.SyntaxKind.ImportKeyword
      ? ts.setTextRange(cellCall(factory, 'import', [...node.arguments]), node)
      : plainCall(node, factory);
  }
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
    return factory.createPropertyAccessExpression(factory.createIdentifier(names.cell), 'meta');
  }
  return node;
}

/** `(f as any)(1)` and `f!(1)` as `f(1)`: else TypeScript gives an imported `f` a `this`. */
function plainCall(call: ts.CallExpression, factory: ts.NodeFactory): ts.Expression {
  let callee: ts.Expression = call.expression;
  while (
    ts.isParenthesizedExpression(callee) ||
    ts.isAsExpression(callee) ||
    ts.isNonNullExpression(callee) ||
    ts.isSatisfiesExpression(callee) ||
    ts.isTypeAssertionExpression(callee)
  ) {
    callee = callee.expression;
  }
  return ts.isIdentifier(callee) && callee.text !== 'eval'
    ? factory.updateCallExpression(call, callee, call.typeArguments, call.arguments)
    : call;
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
  const token = factory.createToken(ts.SyntaxKind.EqualsGreaterThanToken);
  const code = ts.isBlock(body) ? body : factory.createParenthesizedExpression(body);
  const call = factory.createArrowFunction(undefined, undefined, [], undefined, token, code);
  return cellCall(factory, 'guard', [call]);
}
