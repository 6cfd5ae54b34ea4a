import type MarkdownIt from 'markdown-it';
import { lazy, lazyModule } from './lazy';

const markdownIt = lazyModule<typeof MarkdownIt>('markdown-it');
const utilities = lazy(() => new (markdownIt())().utils);

/**
 * Text as HTML, for an element's content or a quoted attribute.
 *
 * @param text - any text
 * @returns the text with `&`, `<`, `>` and `"` escaped
 * @example
 * `<b title="${escapeHtml(title)}">${escapeHtml(text)}</b>`;
 */
export function escapeHtml(text: string): string {
  return utilities().escapeHtml(text);
}
