import type { Language } from './languages';
import { QuoteTracker } from './QuoteTracker';

const shellWords = 'cat|cd|cp|mv|rm|rmdir|mkdir|copy|ddir|echo|ls|ldir|ren';

/**
 * Jupyter's magic commands (`%timeit x`, in Python also `!ls`, `?x`, `x?`, `x = !ls`) are not code
 * of the language, so the percent format writes them as comments.
 *
 * @param lines source lines of a code cell
 * @returns the lines with magics commented out
 */
export function commentMagics(lines: readonly string[], language: Language): string[] {
  return mapMagics(lines, language, (line, continued) => {
    const text = continued ? line : line.trimStart();
    return `${line.slice(0, line.length - text.length)}${language.comment} ${text}`;
  });
}

/**
 * The inverse of {@link commentMagics}.
 *
 * @param lines lines of a code cell in a percent file
 */
export function uncommentMagics(lines: readonly string[], language: Language): string[] {
  return mapMagics(lines, language, (line) => {
    const text = line.trimStart();
    if (!text.startsWith(language.comment)) return line;
    const rest = text.slice(language.comment.length);
    return line.slice(0, line.length - text.length) + rest.replace(/^ /, '');
  });
}

function mapMagics(
  lines: readonly string[],
  language: Language,
  change: (line: string, continued: boolean) => string,
): string[] {
  const isMagic = magicMatcher(language);
  const quotes = new QuoteTracker(language);
  let continued = false;
  return lines.map((line) => {
    const magic = !quotes.quoted && (continued || isMagic(line));
    const changed = magic ? change(line, continued) : line;
    continued = magic && language.name === 'python' && /\\\s*$/.test(line);
    quotes.read(line);
    return changed;
  });
}

function magicMatcher(language: Language): (line: string) => boolean {
  const { magic: own } = language;
  if (own === null) return () => false;
  const comment = language.comment.replace(/[^\w]/g, '\\$&');
  const commented = `(${comment} |${comment})*`;
  const magic = own === undefined ? `^\\s*${commented}%{1,3}[a-zA-Z]` : `^${commented}${own}`;
  const forced = new RegExp(`${magic}.*${comment}\\s*escape`);
  const exempt = new RegExp(`${magic}.*${comment}\\s*noescape`);
  const patterns = [new RegExp(magic)];
  if (language.name === 'python') {
    patterns.push(
      /^\s*(?:(?:# |#)+\s*)?(\?|!)\s*[A-Za-z.~$\\/{}]/,
      /^(# |#)*\s*([a-zA-Z_][a-zA-Z_$0-9]*)\s*=\s*(%{1,3}|!)[a-zA-Z]/,
      /^\s*(# )*[^\s]*\?\s*$/,
      new RegExp(`^(# |#)*(${shellWords})($|\\s$|\\s[^=,])`),
    );
  }
  return (line) =>
    forced.test(line) || (!exempt.test(line) && patterns.some((pattern) => pattern.test(line)));
}
