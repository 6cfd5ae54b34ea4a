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

/**
 * Code as HTML with highlight.js's classes.
 *
 * @param code - the code
 * @param language - its language's name; code of an unknown language is only escaped
 * @returns HTML for the inside of a `<code>` element
 */
export function highlight(code: string, language: string): string {
  const name = NAMES[language.toLowerCase()] ?? language.toLowerCase();
  const hljs = library();
  if (!hljs.getLanguage(name)) return escapeHtml(code);
  return hljs.highlight(code, { language: name, ignoreIllegals: true }).value;
}
