import ts from '@tslab/typescript-for-tslab';

/**
 * Makes calls of functions that earlier cells have declared plain calls again.
 *
 * tslab writes `exports.f(x)` for `f(x)`, which would give `f` a `this`, and another name in
 * stacks.
 */
export function plainCalls(file: ts.SourceFile, context: ts.TransformationContext): ts.SourceFile {
  const { factory } = context;
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    if (!ts.isCallExpression(visited) || !isExported(visited.expression)) return visited;
    const { expression } = visited;
    const callee = factory.createParenthesizedExpression(
      factory.createComma(factory.createNumericLiteral(0), expression),
    );
    return factory.updateCallExpression(visited, callee, visited.typeArguments, visited.arguments);
  };
  return ts.visitEachChild(file, visit, context);
}

function isExported(callee: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(callee) &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'exports'
  );
}
