import type highlighter from 'highlight.js';
import { escapeHtml } from './escapeHtml';
import { lazyModule } from './lazy';

const library = lazyModule<typeof highlighter>('highlight.js');

/** Names that notebooks give to languages, where highlight.js has another. */
const NAMES: Partial<Record<string, string>> = {
  ipython: 'python',
  ipython3: 'python',
  scilab: 'matlab',
};

/** Longer texts are data rather than code, and would take seconds. */
const LONGEST = 200_000;

/**
 * Code as HTML with highlight.js's classes.
 *
 * @param code - the code
 * @param language - its language's name; code of an unknown language, and more than 200,000 characters, are only escaped
 * @returns HTML for the inside of a `<code>` element
 */
export function highlight(code: string, language: string): string {
  const name = NAMES[language.toLowerCase()] ?? language.toLowerCase();
  if (code.length > LONGEST) return escapeHtml(code);
  const hljs = library();
  if (!hljs.getLanguage(name)) return escapeHtml(code);
  return hljs.highlight(code, { language: name, ignoreIllegals: true }).value;
}
