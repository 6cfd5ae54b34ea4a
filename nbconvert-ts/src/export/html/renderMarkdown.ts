import type katexPlugin from '@vscode/markdown-it-katex';
import type katex from 'katex';
import type MarkdownIt from 'markdown-it';
import { lazy, lazyModule } from '../../lazy';
import { escapeHtml, highlight } from './escapeHtml';
import { mark, sanitizeHtml, type SanitizeOptions } from './sanitizeHtml';

/** How {@link renderMarkdown} works. */
export interface MarkdownOptions {
  /** Gives the `data:` address of a picture by the address in the text, e.g. `attachment:a.png`. */
  picture?: SanitizeOptions['picture'];
  /** Whether the text's own HTML, with its scripts, is let through; never for a stranger's text. */
  trusted?: boolean;
}

/** The search for mathematics takes quadratic time in their number. */
const mostDollars = 2000;

type MathRenderer = (tex: string, display: boolean) => string;

const markdownIt = lazyModule<typeof MarkdownIt>('markdown-it');
const katexModule = lazyModule<typeof katex>('katex');
const mathPlugin = lazyModule<{ default: typeof katexPlugin }>('@vscode/markdown-it-katex');

// KaTeX's HTML would not survive the sanitizer: only the TeX goes through it.
const forStrangers = lazy(() =>
  createMarkdown((tex, display) => `${mark}${display ? 'D' : 'I'}${escapeHtml(tex)}${mark}`),
);
const forTheTrusted = lazy(() => createMarkdown(renderMath));
const renderMarked = (marked: string): string =>
  renderMath(marked.slice(1), marked.startsWith('D'));

/**
 * Markdown as Jupyter knows it (tables, mathematics in `$` and `$$`, code, HTML) as HTML.
 *
 * @param text Markdown
 * @param options where pictures come from, and whether the text is trusted
 * @returns HTML; made safe by {@link sanitizeHtml} unless it is trusted
 * @example
 * renderMarkdown('**bold** and $x^2$');
 */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): string {
  const { picture, trusted = false } = options;
  if (trusted) return forTheTrusted().render(text, { picture });
  if (text.split('$').length > mostDollars) return `<pre>${escapeHtml(text)}</pre>`;
  const html = forStrangers().render(text.replaceAll(mark, ''));
  return sanitizeHtml(html, { replaceMarked: renderMarked, ...(picture && { picture }) });
}

function createMarkdown(math: MathRenderer): MarkdownIt.MarkdownIt {
  const markdown = new (markdownIt())({ html: true, linkify: true, highlight });
  const renderToString: typeof katex.renderToString = (tex, options) =>
    math(tex, options?.displayMode === true);
  markdown.use(mathPlugin().default, {
    enableBareBlocks: true,
    enableMathBlockInHtml: true,
    enableMathInlineInHtml: true,
    katex: { ...katexModule(), renderToString },
  });
  const image = markdown.renderer.rules.image;
  markdown.renderer.rules.image = (tokens, index, options, env, self) => {
    const picture = env?.picture as MarkdownOptions['picture'];
    const token = tokens[index];
    const data = picture?.(String(token?.attrGet('src') ?? ''));
    if (data !== undefined) token?.attrSet('src', data);
    return image?.(tokens, index, options, env, self) ?? '';
  };
  markdown.core.ruler.push('heading_ids', ({ tokens }) => {
    tokens.forEach((token, i) => {
      if (token.type !== 'heading_open') return;
      token.attrSet('id', (tokens[i + 1]?.content ?? '').trim().replace(/\s+/g, '-'));
    });
  });
  return markdown;
}

/**
 * TeX as HTML and MathML.
 *
 * @param tex mathematics without its delimiters
 * @param displayMode whether it stands on a line of its own
 * @returns HTML without scripts and links, whatever the text; unknown commands are shown in red
 */
function renderMath(tex: string, displayMode: boolean): string {
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
