import ts from '@tslab/typescript-for-tslab';
import type { CellConverter } from '../compile/CellConverter';
import type { JsonObject } from 'jupyter-protocol';
import { toUnits } from './offsets';

/**
 * What stands at the cursor, with its documentation, as the content of an `inspect_reply`. Between
 * the parentheses of a call it is the function.
 *
 * @param cursor in characters
 */
export function inspect(converter: CellConverter, code: string, cursor: number): JsonObject {
  const offset = toUnits(code, cursor);
  const places = [offset, offset - 1, calleeAround(code, offset)];
  for (const place of places) {
    const info = place === undefined || place < 0 ? undefined : converter.inspect(code, place);
    if (!info?.displayParts?.length) continue;
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

const textOf = (parts: readonly ts.SymbolDisplayPart[] | string | undefined): string =>
  typeof parts === 'string' ? parts : (parts ?? []).map(({ text }) => text).join('');

function plainText({ displayParts, documentation, tags }: ts.QuickInfo): string {
  const notes = (tags ?? []).map(({ name, text }) => `@${name} ${textOf(text)}`.trim());
  return [textOf(displayParts), textOf(documentation), notes.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function markdown({ displayParts, documentation, tags }: ts.QuickInfo): string {
  const notes = (tags ?? []).map(({ name, text }) => {
    const note = textOf(text).trim();
    if (name === 'example' && !note.includes('```')) return `*Example*\n${fence(note)}`;
    if (name !== 'param') return `*@${name}* ${note}`;
    const [parameter, ...rest] = note.split(' ');
    return `- \`${parameter}\` ${rest.join(' ')}`;
  });
  return [fence(textOf(displayParts)), textOf(documentation), notes.join('\n\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function fence(code: string): string {
  return `\`\`\`typescript\n${code}\n\`\`\``;
}
