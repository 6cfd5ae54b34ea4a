import { diagnosticHints } from './diagnosticHints';
import { errorHints } from './errorHints';
import { firstHint } from './Hint';
import { pythonHints } from './pythonHints';
import { nativeHints } from './nativeHints';
import { tensorHints } from './tensorHints';

export { nativeHints };

/**
 * What a student might look at when a cell fails; undefined where nothing is sure to help.
 *
 * @example hintForError({ name: 'TypeError', message: 'x.map is not a function' });
 */
export function hintForError(error: { name: string; message: string }): string | undefined {
  return firstHint(
    [...tensorHints, ...nativeHints, ...errorHints],
    `${error.name}: ${error.message}`,
  );
}

/**
 * What a student might look at when TypeScript does not take a cell; undefined where nothing is
 * sure to help.
 *
 * @param diagnostic TypeScript's number of it, and its message or the first line of that
 * @param source the line that it is about, if it is known
 */
export function hintForDiagnostic(
  diagnostic: { code: number; message: string },
  source = '',
): string | undefined {
  const [line] = diagnostic.message.split('\n');
  const text = `${diagnostic.code} ${line}`;
  return firstHint(pythonHints, `${text}\n${source}`) ?? firstHint(diagnosticHints, text);
}
