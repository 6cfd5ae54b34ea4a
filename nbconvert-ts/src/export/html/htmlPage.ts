import { createHash } from 'node:crypto';
import { escapeHtml } from './escapeHtml';
import { highlightCss, pageCss, plotlyScript } from './pageAssets';
import { figureMark, figureScript } from './plotlyFigure';
import { mathCss } from './typeset';

/** The parts of a page of {@link htmlPage}. */
export interface PageParts {
  title: string;
  /** HTML for the inside of `<body>`; it is not sanitized. */
  body: string;
  /** The language of the text; `en` by default. */
  lang?: string;
  /** Whether scripts in the body may run. */
  trusted?: boolean;
  /** CSS that is added. */
  css?: string;
}

/**
 * A whole page around HTML such as {@link toHtml} writes, for reports that show parts of notebooks:
 * with styles for code, coloured text and mathematics, and with plotly.js if there is a figure.
 * Unless the page is trusted, its content security policy runs no other script and loads nothing.
 *
 * @param parts title and content
 * @returns the page's text
 * @example
 * htmlPage({ title: 'Feedback', body: `<h1>Feedback</h1>${renderMarkdown(answer)}` });
 */
export function htmlPage({
  title,
  body,
  lang = 'en',
  trusted = false,
  css = '',
}: PageParts): string {
  const scripts = body.includes(figureMark) ? [plotlyScript(), figureScript] : [];
  const styles = [highlightCss(), body.includes('<mjx-container') ? mathCss() : '', pageCss, css];
  const policy = trusted
    ? ''
    : `<meta http-equiv="Content-Security-Policy" content="${securityPolicy(scripts)}">\n`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
${policy}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
${styles.filter((style) => style !== '').join('\n')}
</style>
</head>
<body>
${body}
${scripts.map((script) => `<script>${script}</script>\n`).join('')}</body>
</html>
`;
}

function securityPolicy(scripts: readonly string[]): string {
  const hashes = scripts.map(
    (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    `default-src 'none'`,
    `script-src ${hashes.join(' ') || `'none'`}`,
    `style-src 'unsafe-inline'`,
    `img-src data: blob:`,
    `font-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}
