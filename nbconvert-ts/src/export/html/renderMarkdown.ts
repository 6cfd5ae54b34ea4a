import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Marked } from 'marked' with { 'resolution-mode': 'import' };
import { lazy } from '../../lazy';
import { escapeHtml, highlight } from './escapeHtml';
import { hideMath, showMath } from './hideMath';
import { bodyOf, sanitizedBody, type Node, type SanitizeOptions } from './sanitizeHtml';
import { Mathematics } from './typeset';

/** How {@link renderMarkdown} works. */
export interface MarkdownOptions {
  /** Gives the `data:` address of a picture by the address in the text, e.g. `attachment:a.png`. */
  picture?: SanitizeOptions['picture'];
  /** Whether the text's own HTML, with its scripts, is let through; never for a stranger's text. */
  trusted?: boolean;
  /** The mathematics of the notebook, for macros that earlier texts define. */
  mathematics?: Mathematics;
}

// Before 20.19, Node can't require what the package exports; its other build carries the name of a
// module, so that Node can't require it either.
const markedModule = lazy(() => {
  const file = join(dirname(require.resolve('marked/package.json')), 'lib/marked.umd.js');
  const module = { exports: {} as { Marked: typeof Marked } };
  const load: (...values: unknown[]) => void = compileFunction(readFileSync(file, 'utf8'), [
    'module',
    'exports',
  ]) as never;
  load(module, module.exports);
  return module.exports;
});
/** JupyterLab's parser of Markdown. */
export const markdownParser = lazy(
  () =>
    new (markedModule().Marked)({
      gfm: true,
      renderer: {
        code: ({ text, lang }) =>
          lang !== undefined &&
          lang !== '' &&
          `<pre><code class="hljs">${highlight(text, lang)}</code></pre>`,
      },
    }),
);

/**
 * Markdown as JupyterLab shows it: mathematics is hidden from the Markdown parser, GitHub's kind of
 * Markdown becomes HTML, which is made safe, and in what is left MathJax finds its delimiters.
 *
 * @param text Markdown
 * @param options where pictures come from, and whether the text is trusted
 * @returns HTML; made safe as by {@link sanitizeHtml} unless it is trusted
 * @example
 * renderMarkdown('**bold** and $x^2$');
 */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): string {
  const { mathematics = new Mathematics(), trusted = false } = options;
  const hidden = hideMath(text);
  const html = showMath(markdownParser().parse(hidden.text, { async: false }), hidden.formulas);
  const body = trusted
    ? trustedBody(html, options.picture)
    : sanitizedBody(html, options.picture && { picture: options.picture });
  return mathematics.typeset(body, () => {
    for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      const prefix = trusted ? '' : 'user-content-';
      heading.setAttribute('id', prefix + heading.textContent.replaceAll(' ', '-'));
    }
  });
}

/** Text with TeX between its delimiters, as HTML. */
export function renderTex(text: string, mathematics = new Mathematics()): string {
  return mathematics.typeset(bodyOf(escapeHtml(text)));
}

function trustedBody(html: string, picture?: MarkdownOptions['picture']): Node {
  const body = bodyOf(html);
  for (const image of body.querySelectorAll('img')) {
    const data = picture?.(image.getAttribute('src') ?? '');
    if (data !== undefined) image.setAttribute('src', data);
  }
  return body;
}
