import type { JsonObject, Message } from 'jupyter-protocol';
import type { CellConverter } from '../compile/CellConverter';
import type { CellTypes } from '../compile/CompiledCell';
import { number, text } from './fields';
import { complete } from '../language/complete';
import { inspect } from '../language/inspect';
import { isComplete } from '../language/isComplete';

/** The content of the reply to a request about code. */
export function answer(
  converter: CellConverter,
  earlier: readonly CellTypes[],
  { header, content }: Message,
): JsonObject {
  try {
    const code = text('code', content.code);
    if (header.msg_type === 'is_complete_request') return isComplete(code);
    const explain = header.msg_type === 'complete_request' ? complete : inspect;
    return explain(converter, earlier, code, number('cursor_pos', content.cursor_pos));
  } catch (error) {
    const { name, message } = error as Error;
    return { status: 'error', ename: name, evalue: message, traceback: [message] };
  }
}
