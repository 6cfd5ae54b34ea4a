/** Markdown whose mathematics is hidden from the Markdown parser. */
export interface HiddenMath {
  /** The text, with `@@0@@` in the place of the first formula. */
  text: string;
  /** The formulas with their delimiters, as HTML. */
  formulas: string[];
}

/** What may open, close or break off mathematics. */
const piece = /(\$\$?|\\(?:begin|end)\{[a-z]*\*?\}|\\[{}$]|[{}]|\n\s*|@@\d+@@|\\\\[()[\]])/i;
const fence = /^(`{3,}|~{3,})[^`\n]*\n[^]*?^\1`*$/gm;
const codeSpan = /(^|[^\\])(`+)([^\n]*?[^`\n])\2(?!`)/g;
/** Characters times backticks; the search in a line takes longer than their product. */
const mostInLine = 1e6;
/** Stands for a dollar in code: a private character. */
const dollarInCode = '\uF8FD';

const closers: Partial<Record<string, string>> = {
  $: '$',
  $$: '$$',
  '\\\\(': '\\\\)',
  '\\\\[': '\\\\]',
};
const closerOf = (opener: string): string | undefined =>
  closers[opener] ?? (opener.startsWith('\\begin') ? `\\end${opener.slice(6)}` : undefined);

/**
 * Takes mathematics out of Markdown by the rules of JupyterLab, so that `_`, `|` and `\\` in it
 * mean nothing to the Markdown parser: it ends at the first closing delimiter outside of braces, or
 * else at the last one inside, and never goes past an empty line or begins in code.
 */
export function hideMath(source: string): HiddenMath {
  const hideDollars = (code: string): string => code.replaceAll('$', dollarInCode);
  const parts = source
    .replace(/\r\n?/g, '\n')
    .replaceAll(dollarInCode, '')
    .replace(fence, hideDollars)
    .replace(/[^\n]+/g, (line) =>
      line.length * line.split('`').length > mostInLine
        ? line
        : line.replace(codeSpan, hideDollars),
    )
    .split(piece);
  const formulas: string[] = [];
  const hide = (from: number, to: number, formula: string): void => {
    parts.fill('', from, to + 1);
    parts[from] = `@@${formulas.push(formula) - 1}@@`;
  };
  /** Hides the formula from `start` to a part, and says where to go on. */
  const close = (from: number, to: number): number => {
    const tex = parts.slice(from, to + 1).join('');
    const shown = tex.replace(/^\\\\([([])([^]*)\\\\([)\]])$/, '\\$1$2\\$3');
    hide(from, to, shown.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));
    return to;
  };
  let start: number | undefined;
  let last: number | undefined;
  let braces = 0;
  for (let i = 1; i < parts.length; i += 2) {
    const part = parts[i]!;
    const closer = start === undefined ? undefined : closerOf(parts[start]!);
    if (part.startsWith('@')) {
      // What only looks like a hidden formula is kept like one.
      hide(i, i, part);
    } else if (start === undefined) {
      if (closerOf(part) === undefined) continue;
      [start, braces] = [i, 0];
    } else if (part === closer && braces > 0) last = i;
    else if (part === closer || part.split('\n').length > 2) {
      if (part === closer) close(start, i);
      else if (last !== undefined) i = close(start, last);
      start = last = undefined;
    } else if (part === '{') braces++;
    else if (part === '}' && braces > 0) braces--;
  }
  if (start !== undefined && last !== undefined) close(start, last);
  const dollars = (text: string): string => text.replaceAll(dollarInCode, '$');
  return { text: dollars(parts.join('')), formulas: formulas.map(dollars) };
}

/** Puts formulas back where {@link hideMath} took them out. */
export function showMath(html: string, formulas: readonly string[]): string {
  return html.replace(/@@(\d+)@@/g, (placeholder, index) => formulas[Number(index)] ?? placeholder);
}
