import type highlighter from 'highlight.js';
import { lazyModule } from '../../lazy';

const highlightModule = lazyModule<typeof highlighter>('highlight.js');
const entities: Partial<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Text as HTML, for an element's content or a quoted attribute.
 *
 * @param text any text
 * @returns the text with `&`, `<`, `>` and `"` escaped
 * @example
 * `<b title="${escapeHtml(title)}">${escapeHtml(text)}</b>`;
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

/** Languages that highlight.js knows by another name than notebooks do. */
const highlightNames: Partial<Record<string, string>> = {
  ipython: 'python',
  ipython3: 'python',
  scilab: 'matlab',
};

/** In characters. Longer texts are data rather than code, and would take seconds. */
const longest = 200_000;

/**
 * Code as HTML with highlight.js's classes.
 *
 * @param code the code
 * @param language its language's name; code of an unknown language, and more than 200,000
 * characters, are only escaped
 * @returns HTML for the inside of a `<code>` element
 */
export function highlight(code: string, language: string): string {
  const name = highlightNames[language.toLowerCase()] ?? language.toLowerCase();
  if (code.length > longest) return escapeHtml(code);
  const hljs = highlightModule();
  if (!hljs.getLanguage(name)) return escapeHtml(code);
  return hljs.highlight(code, { language: name, ignoreIllegals: true }).value;
}
