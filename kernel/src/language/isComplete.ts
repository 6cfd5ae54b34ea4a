import ts from '@tslab/typescript-for-tslab';
import type { Tslab } from '../compile/tslab';
import { isCommand } from '../session/commands';
import type { JsonObject } from 'jupyter-protocol';

/** Numbers of TypeScript's messages on a template text and on a comment that are not closed. */
const unclosed = [1160, 1010];
/** That of a text that is not closed on its line. */
const hopeless = 1002;

/** Whether code can be run as it stands, as the content of an `is_complete_reply`. */
export function isComplete({ isCompleteCode }: Tslab, code: string): JsonObject {
  if (isCommand(code)) return { status: 'complete' };
  const { completed, indent } = isCompleteCode(code);
  if (!completed) return { status: 'incomplete', indent: indent ?? '' };
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  if (diagnostics.length === 0) return { status: 'complete' };
  // What is missing at the end may still be written.
  const end = code.trimEnd().length;
  const goesOn = diagnostics.every(
    ({ code: number, start = 0 }) =>
      unclosed.includes(number) || (start >= end && number !== hopeless),
  );
  return goesOn ? { status: 'incomplete', indent: '' } : { status: 'invalid' };
}
