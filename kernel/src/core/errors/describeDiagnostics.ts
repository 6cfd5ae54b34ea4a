import type { Diagnostic } from '../compile/Diagnostic';
import { hintForDiagnostic } from '../hints/hintFor';
import { codeFrame } from './codeFrame';
import { headline, hintLine, type ErrorContent } from './ErrorContent';

/** Diagnostics that are shown in full. */
const shown = 5;

/**
 * Why the compiler does not take a cell.
 *
 * @param diagnostics at least one
 * @param label how the cell is called, such as `In[3]`
 */
export function describeDiagnostics(
  diagnostics: readonly Diagnostic[],
  source: string,
  label: string,
): ErrorContent {
  const ename = 'TypeScriptError';
  const lines = source.split('\n');
  const given = new Set<string>();
  const [{ line, column, message }] = diagnostics as [Diagnostic];
  const more = diagnostics.length - 1;
  const evalue = `line ${line}, column ${column}: ${message}${more > 0 ? ` (and ${more} more)` : ''}`;
  const traceback = diagnostics.slice(0, shown).flatMap((diagnostic, index) => {
    const code = diagnostic.code > 0 ? ` TS${diagnostic.code}` : '';
    const where = `${diagnostic.file ?? `Cell ${label}`}, line ${diagnostic.line}, column ${diagnostic.column}`;
    const found = hintForDiagnostic(
      diagnostic,
      diagnostic.file === undefined ? lines[diagnostic.line - 1] : '',
    );
    // One mistake often breaks several rules.
    const hint = found !== undefined && given.has(found) ? undefined : found;
    if (hint !== undefined) given.add(hint);
    return [
      ...(index > 0 ? [''] : []),
      headline(ename + code, diagnostic.message),
      ...diagnostic.details.map((detail) => `    ${detail}`),
      `${where}:`,
      ...(diagnostic.file === undefined ? codeFrame(source, diagnostic) : []),
      ...(hint === undefined ? [] : [hintLine(hint)]),
    ];
  });
  if (diagnostics.length > shown) traceback.push('', `… and ${diagnostics.length - shown} more.`);
  return { ename, evalue, traceback };
}
