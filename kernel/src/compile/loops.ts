import ts from '@tslab/typescript-for-tslab';
import { names } from './names';
import { givesWay, isLoop } from './syntax';

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
 * A check costs as much as an empty loop does. Code that a signal stops (`guarded`) does without: the
 * outermost loop is compiled twice, and it is decided once, when the loop begins, which copy runs.
 */
export class LoopChecks {
  private readonly factory: ts.NodeFactory;

  constructor(private readonly context: ts.TransformationContext) {
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
      return ts.setTextRange(this.call('resumed', [visited]), node);
    }
    if (!isLoop(node)) return this.visitChildren(node, place, depth);
    if (place === 'free' && !givesWay(node) && depth < deepest) {
      return this.chooseCopy(
        this.visitIn(node, 'plain', depth) as ts.Statement,
        this.visitIn(node, 'checked', depth) as ts.Statement,
        node,
      );
    }
    const visited = this.visitChildren(node, place, depth) as ts.Statement;
    if (place === 'plain' || !ts.isIterationStatement(visited, false)) return visited;
    return this.withCheck(visited);
  }

  private visitChildren(node: ts.Node, place: Place, depth: number): ts.Node {
    return ts.visitEachChild(node, (child) => this.visitIn(child, place, depth), this.context);
  }

  private chooseCopy(plain: ts.Statement, checked: ts.Statement, original: ts.Node): ts.Statement {
    const { factory } = this;
    const guarded = factory.createPropertyAccessExpression(this.cell(), 'guarded');
    const copies = [plain, checked].map((copy) => factory.createBlock([copy], true));
    return ts.setTextRange(factory.createIfStatement(guarded, copies[0]!, copies[1]), original);
  }

  private withCheck(loop: ts.IterationStatement): ts.Statement {
    const { factory } = this;
    const flag = factory.createElementAccessExpression(factory.createIdentifier(names.flag), 0);
    const check = factory.createIfStatement(
      factory.createStrictInequality(flag, factory.createNumericLiteral(0)),
      factory.createExpressionStatement(
        factory.createCallExpression(factory.createIdentifier(names.stop), undefined, []),
      ),
    );
    const { statement } = loop;
    const statements = ts.isBlock(statement) ? statement.statements : [statement];
    const body = ts.setTextRange(factory.createBlock([check, ...statements], true), statement);
    if (ts.isForStatement(loop)) {
      const { initializer, condition, incrementor } = loop;
      return factory.updateForStatement(loop, initializer, condition, incrementor, body);
    }
    if (ts.isForOfStatement(loop)) {
      const { awaitModifier, initializer, expression } = loop;
      return factory.updateForOfStatement(loop, awaitModifier, initializer, expression, body);
    }
    if (ts.isForInStatement(loop)) {
      return factory.updateForInStatement(loop, loop.initializer, loop.expression, body);
    }
    if (ts.isWhileStatement(loop)) return factory.updateWhileStatement(loop, loop.expression, body);
    const repeat = loop as ts.DoStatement;
    return factory.updateDoStatement(repeat, body, repeat.expression);
  }

  private cell(): ts.Identifier {
    return this.factory.createIdentifier(names.cell);
  }

  private call(method: string, args: ts.Expression[]): ts.Expression {
    const callee = this.factory.createPropertyAccessExpression(this.cell(), method);
    return this.factory.createCallExpression(callee, undefined, args);
  }
}
