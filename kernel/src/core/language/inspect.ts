import ts from 'typescript6';
import type { CellConverter } from '../compile/CellConverter';
import type { QuickInfo } from '../compile/Checker';
import type { CellTypes } from '../compile/CompiledCell';
import type { JsonObject } from 'jupyter-protocol';
import { toUnits } from './offsets';

/**
 * What stands at the cursor, with its documentation, as the content of an `inspect_reply`. Between
 * the parentheses of a call it is the function.
 *
 * @param cursor in characters
 */
export function inspect(
  converter: CellConverter,
  earlier: readonly CellTypes[],
  code: string,
  cursor: number,
): JsonObject {
  const offset = toUnits(code, cursor);
  const places = [offset, offset - 1, calleeAround(code, offset)];
  for (const place of places) {
    if (place === undefined || place < 0) continue;
    const info = converter.inspect(code, place, earlier);
    if (!info) continue;
    const data = { 'text/plain': plainText(info), 'text/markdown': markdown(info) };
    return { status: 'ok', found: true, data, metadata: {} };
  }
  return { status: 'ok', found: false, data: {}, metadata: {} };
}

/** Where the name of the innermost call around a place ends. */
function calleeAround(code: string, offset: number): number | undefined {
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ES2022, true);
  let found: number | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > offset || node.end < offset) return;
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
    if (isCall && node.expression.end < offset) {
      const { expression } = node;
      found = ts.isPropertyAccessExpression(expression)
        ? expression.name.getStart(file)
        : expression.getStart(file);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function plainText({ declaration, documentation, tags }: QuickInfo): string {
  const notes = tags.map(({ name, text }) => `@${name} ${text}`.trim());
  return [declaration, documentation, notes.join('\n')].filter((part) => part !== '').join('\n\n');
}

function markdown({ declaration, documentation, tags }: QuickInfo): string {
  const notes = tags.map(({ name, text }) => {
    const note = text.trim();
    if (name === 'example' && !note.includes('```')) return `*Example*\n${fence(note)}`;
    if (name !== 'param') return `*@${name}* ${note}`;
    const [parameter, ...rest] = note.split(' ');
    return `- \`${parameter}\` ${rest.join(' ')}`;
  });
  return [fence(declaration), documentation, notes.join('\n\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function fence(code: string): string {
  return `\`\`\`typescript\n${code}\n\`\`\``;
}
