import ts from 'typescript6';
import { flagWords, names } from './names';
import { givesWay, hasOwn, isLoop } from './syntax';

/**
 * - `free`: not in a loop;
 * - `plain`: in the copy of a loop that has no checks;
 * - `checked`: in the copy with checks.
 */
type Place = 'free' | 'plain' | 'checked';

/** Copies of loops within functions within loops, and so on, are no longer made from this depth. */
const deepest = 2;

/**
 * Makes code interruptible: every loop looks at the interrupt flag, and every `await` at its cell.
 *
 * A check costs up to as much as an empty loop does. Code that a signal stops does without: the
 * outermost loop is compiled twice, and it is decided once, when the loop begins, which copy runs.
 * A signal leaves out what stands in `finally`, so loops with a `try`, and those in one, always
 * check.
 */
export class LoopChecks {
  private readonly factory: ts.NodeFactory;

  /** @param finish what else becomes of a node, whose children are done */
  constructor(
    private readonly context: ts.TransformationContext,
    private readonly finish: (node: ts.Node, factory: ts.NodeFactory) => ts.Node,
  ) {
    this.factory = context.factory;
  }

  /** A node of a cell with its checks. */
  visit<T extends ts.Node>(node: T): T {
    return this.visitIn(node, 'free', 0) as T;
  }

  private visitIn(node: ts.Node, place: Place, depth: number): ts.Node {
    if (ts.isFunctionLike(node)) {
      return this.visitChildren(node, 'free', place === 'free' ? depth : depth + 1);
    }
    if (ts.isAwaitExpression(node)) {
      const visited = this.visitChildren(node, place, depth) as ts.AwaitExpression;
      return ts.setTextRange(cellCall(this.factory, 'resumed', [visited]), node);
    }
    if (ts.isTryStatement(node)) return this.visitTry(node, place, depth);
    if (!isLoop(node)) return this.visitChildren(node, place, depth);
    const mayCopy = !givesWay(node) && !hasOwn(node, ts.isTryStatement);
    if (place === 'free' && mayCopy && depth < deepest) {
      return this.chooseCopy(
        this.visitIn(node, 'plain', depth) as ts.Statement,
        this.visitIn(node, 'checked', depth) as ts.Statement,
        node,
      );
    }
    return place === 'plain'
      ? this.visitChildren(node, place, depth)
      : this.checked(node, place, depth);
  }

  private visitChildren(node: ts.Node, place: Place, depth: number): ts.Node {
    const visit = (child: ts.Node): ts.Node => this.visitIn(child, place, depth);
    return this.finish(ts.visitEachChild(node, visit, this.context), this.factory);
  }

  private visitTry(node: ts.TryStatement, place: Place, depth: number): ts.Node {
    const { tryBlock, catchClause, finallyBlock } = node;
    return this.factory.updateTryStatement(
      node,
      this.visitIn(tryBlock, 'checked', depth) as ts.Block,
      catchClause && (this.visitIn(catchClause, place, depth) as ts.CatchClause),
      finallyBlock && (this.visitIn(finallyBlock, place, depth) as ts.Block),
    );
  }

  private chooseCopy(plain: ts.Statement, checked: ts.Statement, original: ts.Node): ts.Statement {
    const { factory } = this;
    const copies = [plain, checked].map((copy) => factory.createBlock([copy], true));
    const choice = factory.createIfStatement(this.isSet('guarded'), copies[0]!, copies[1]);
    return ts.setTextRange(choice, original);
  }

  /**
   * `{ for (…) { …; if (flag) break; } if (flag) throw stop(); }`
   *
   * Where it is left by a throw, V8 keeps the loop's numbers as objects, which makes some loops
   * five times slower.
   */
  private checked(loop: ts.Statement, place: Place, depth: number): ts.Statement {
    const { factory } = this;
    const stop = factory.createCallExpression(factory.createIdentifier(names.stop), undefined, []);
    // The call throws; the word tells V8 that nothing goes on behind it.
    const check = factory.createIfStatement(
      this.isSet('interrupt'),
      factory.createThrowStatement(stop),
    );
    return factory.createBlock([this.withBreak(loop, place, depth), check], true);
  }

  private withBreak(loop: ts.Statement, place: Place, depth: number): ts.Statement {
    if (ts.isLabeledStatement(loop)) {
      const inner = this.withBreak(loop.statement, place, depth);
      return this.factory.updateLabeledStatement(loop, loop.label, inner);
    }
    const visited = this.visitChildren(loop, place, depth) as ts.IterationStatement;
    const check = this.factory.createIfStatement(
      this.isSet('interrupt'),
      this.factory.createBreakStatement(),
    );
    const { statement } = visited;
    const statements = ts.isBlock(statement) ? statement.statements : [statement];
    // Slower at the beginning, but `continue` would not come to the end.
    const isFirst = hasOwn(statement, ts.isContinueStatement);
    const checked = isFirst ? [check, ...statements] : [...statements, check];
    const body = ts.setTextRange(this.factory.createBlock(checked, true), statement);
    const replace = (part: ts.Node): ts.Node => (part === statement ? body : part);
    return ts.visitEachChild(visited, replace, this.context);
  }

  /** Whether a number of the shared memory is not 0. */
  private isSet(word: keyof typeof flagWords): ts.Expression {
    const { factory } = this;
    const value = factory.createElementAccessExpression(
      factory.createIdentifier(names.flag),
      flagWords[word],
    );
    return factory.createStrictInequality(value, factory.createNumericLiteral(0));
  }
}

/** `__cell.method(…)` */
export function cellCall(
  factory: ts.NodeFactory,
  method: string,
  args: ts.Expression[],
): ts.Expression {
  const cell = factory.createIdentifier(names.cell);
  const callee = factory.createPropertyAccessExpression(cell, method);
  return factory.createCallExpression(callee, undefined, args);
}
