import type { JsonObject } from 'jupyter-protocol';
import { parse, syntaxErrors } from '../compile/parseCell';
import { isCommand } from './isCommand';

/** Numbers of TypeScript's messages on a template text and on a comment that are not closed. */
const unclosed = [1160, 1010];
/** That of a text that is not closed on its line. */
const hopeless = 1002;

/** Whether code can be run as it stands, as the content of an `is_complete_reply`. */
export function isComplete(code: string): JsonObject {
  // Two empty lines say that it ends here, whatever it is.
  const isForced = /(^|\n)\s*\n\s*$/.test(code);
  const errors = syntaxErrors(parse(code));
  if (isCommand(code) || errors.length === 0) return { status: 'complete' };
  // What is missing at the end may still be written.
  const end = code.trimEnd().length;
  const goesOn = errors.every(
    ({ code: number, start }) => unclosed.includes(number) || (start >= end && number !== hopeless),
  );
  return goesOn && !isForced
    ? { status: 'incomplete', indent: indentAfter(code) }
    : { status: 'invalid' };
}

/** Two more than the last line where that opens something. */
function indentAfter(code: string): string {
  const line = code.trimEnd().split('\n').at(-1)!;
  return `${/^\s*/.exec(line)![0]}${/[{([]$/.test(line) ? '  ' : ''}`;
}
