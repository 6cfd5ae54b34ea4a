import { plotlyMimeType } from 'jupyter-protocol';
import type { DisplayData, ExecuteResult, Output } from '../../format/notebook';
import { errorText } from '../../format/terminalText';
import { pictureAddress } from '../pictures';
import { ansiToHtml } from './ansiToHtml';
import { escapeHtml, highlight } from './escapeHtml';
import { plotlyFigure } from './plotlyFigure';
import { renderMarkdown, renderTex, type MarkdownOptions } from './renderMarkdown';
import { sanitizeHtml } from './sanitizeHtml';

type Display = DisplayData | ExecuteResult;
type Renderer = (
  data: unknown,
  type: string,
  display: Display,
  options: MarkdownOptions,
) => string | undefined;

const text =
  (render: (text: string, options: MarkdownOptions) => string | undefined): Renderer =>
  (data, _, __, options) =>
    typeof data === 'string' ? render(data, options) : undefined;

/**
 * How each type is shown, the richest first. Undefined means that it can't be shown, and the next
 * type is tried.
 */
const renderers: readonly [type: RegExp, render: Renderer][] = [
  [
    /^application\/vnd\.plotly\.v1\+json$/,
    (data, _, display) => plotlyFigure(data, stillPicture(display)),
  ],
  [/^text\/html$/, text(htmlOutput)],
  [/^text\/markdown$/, text((data, options) => renderMarkdown(data, options))],
  [/^image\/svg\+xml$/, picture],
  [/^text\/latex$/, text((data, { mathematics }) => renderTex(data, mathematics))],
  [/^image\/(png|jpeg|gif|webp|avif|bmp)$/, picture],
  [
    /^application\/javascript$/,
    text((data, { trusted }) => (trusted ? `<script>${data}</script>` : undefined)),
  ],
  [
    /^application\/json$/,
    (data) =>
      `<pre><code class="hljs">${highlight(JSON.stringify(data, null, 2), 'json')}</code></pre>`,
  ],
  [/^text\/plain$/, text((data) => `<pre>${ansiToHtml(data)}</pre>`)],
];

/**
 * An output as HTML, in the richest form that can be shown.
 *
 * @param output any output
 * @param options trust and pictures
 */
export function outputToHtml(output: Output, options: MarkdownOptions): string {
  if (output.output_type === 'stream') {
    const kind = output.name === 'stderr' ? 'stderr' : 'stdout';
    return wrap(kind, `<pre>${ansiToHtml(output.text)}</pre>`);
  }
  if (output.output_type === 'error') {
    return wrap('error', `<pre>${ansiToHtml(errorText(output))}</pre>`);
  }
  const types = Object.keys(output.data);
  for (const [pattern, render] of renderers) {
    for (const type of types.filter((candidate) => pattern.test(candidate))) {
      const html = render(output.data[type], type, output, options);
      if (html !== undefined) return wrap('display', html);
    }
  }
  if (types.length === 0) return '';
  return wrap('display', `<pre>[${escapeHtml(types.join(', '))}: not shown]</pre>`);
}

function wrap(kind: string, content: string): string {
  return `<div class="output ${kind}">${content}</div>`;
}

function htmlOutput(html: string, { trusted, picture: find }: MarkdownOptions): string | undefined {
  if (trusted) return html;
  const clean = sanitizeHtml(html, find && { picture: find });
  const visible = /<(img|hr|table)\b/.test(clean) || clean.replace(/<[^>]*>/g, '').trim() !== '';
  return visible ? clean : undefined;
}

function stillPicture(display: Display): string {
  const types = Object.keys(display.data).filter((type) => type !== plotlyMimeType);
  return types.map((type) => picture(display.data[type], type, display)).find(Boolean) ?? '';
}

function picture(
  data: unknown,
  type: string,
  { data: bundle, metadata }: Display,
): string | undefined {
  const address = pictureAddress(type, data);
  if (address === undefined) return undefined;
  const own = (metadata[type] ?? {}) as Record<string, unknown>;
  const named = [own.alt, metadata.alt, bundle['text/plain']].find(
    (value): value is string => typeof value === 'string' && value !== '',
  );
  const alt = named ?? 'A picture without a description';
  const size = (['width', 'height'] as const)
    .filter((name) => typeof own[name] === 'number')
    .map((name) => ` ${name}="${Number(own[name])}"`);
  const background = own.needs_background === 'dark' ? ' class="on-dark"' : '';
  return `<img src="${address}" alt="${escapeHtml(alt)}"${size.join('')}${background}>`;
}
