import type katex from 'katex';
import { escapeHtml } from './escapeHtml';
import { lazyModule } from './lazy';

/** KaTeX. */
export const katexModule = lazyModule<typeof katex>('katex');

/**
 * TeX as HTML and MathML.
 *
 * @param tex - mathematics without its delimiters
 * @param displayMode - whether it stands on a line of its own
 * @returns HTML without scripts and links, whatever the text; what TeX does not know is shown as it is, in red
 */
export function renderMath(tex: string, displayMode: boolean): string {
  try {
    return katexModule().renderToString(tex, {
      displayMode,
      throwOnError: false,
      trust: false,
      strict: 'ignore',
      maxSize: 50,
    });
  } catch {
    return `<code>${escapeHtml(tex)}</code>`;
  }
}
