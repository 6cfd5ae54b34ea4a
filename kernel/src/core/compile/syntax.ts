import ts from 'typescript6';

/** Whether a node, or something in it that belongs to the same function, passes a test. */
export function hasOwn(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  if (test(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => hasOwn(child, test)) ?? false;
}

/**
 * Whether the function that a node belongs to may give way in it: `await`, `for await`, `yield`.
 */
export function givesWay(node: ts.Node): boolean {
  return hasOwn(node, (part) => ts.isYieldExpression(part) || isAwait(part));
}

/** `await x`, `for await (… of x)`, or `await using x`. */
export function isAwait(node: ts.Node): boolean {
  if (ts.isVariableDeclarationList(node)) {
    const { AwaitUsing } = ts.NodeFlags;
    return (node.flags & AwaitUsing) === AwaitUsing.valueOf();
  }
  return ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && !!node.awaitModifier);
}

/** Whether a node may take long: it calls something, or has a loop. */
export function mayTakeLong(node: ts.Node): boolean {
  return hasOwn(
    node,
    (part) =>
      ts.isCallExpression(part) ||
      ts.isNewExpression(part) ||
      ts.isTaggedTemplateExpression(part) ||
      ts.isIterationStatement(part, false),
  );
}

/** Whether a statement declares names for the whole function around it: `var`, `function`. */
export function declaresForFunction(node: ts.Node): boolean {
  return hasOwn(
    node,
    (part) =>
      ts.isFunctionDeclaration(part) ||
      (ts.isVariableDeclarationList(part) && (part.flags & ts.NodeFlags.BlockScoped) === 0),
  );
}

/** A loop, with its labels if it has any. */
export function isLoop(node: ts.Node): node is ts.Statement {
  return ts.isIterationStatement(node, true);
}
