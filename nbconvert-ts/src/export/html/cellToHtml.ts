import type { MimeBundle } from 'jupyter-protocol';
import type { Cell, CodeCell } from '../../format/notebook';
import { pictureAddress } from '../pictures';
import { escapeHtml, highlight } from './escapeHtml';
import { outputToHtml } from './outputToHtml';
import { renderMarkdown, type MarkdownOptions } from './renderMarkdown';
import { sanitizeHtml } from './sanitizeHtml';

/**
 * A cell as a `<section>`; nothing for a raw cell of another format.
 *
 * @param cell any cell
 * @param language of the notebook's code
 * @param options trust and pictures
 */
export function cellToHtml(cell: Cell, language: string, options: MarkdownOptions): string {
  const content =
    cell.cell_type === 'code' ? codeToHtml(cell, language, options) : textToHtml(cell, options);
  return content === '' ? '' : `<section class="cell ${cell.cell_type}">\n${content}\n</section>`;
}

function codeToHtml(cell: CodeCell, language: string, options: MarkdownOptions): string {
  const { source_hidden: sourceHidden, outputs_hidden: outputsHidden } = (cell.metadata.jupyter ??
    {}) as Record<string, unknown>;
  const code = `<pre class="input"><code class="hljs">${highlight(cell.source, language)}</code></pre>`;
  const outputs = cell.outputs.map((output) => outputToHtml(output, options)).join('\n');
  const shown = outputs === '' ? '' : `<div class="outputs">\n${outputs}\n</div>`;
  const prompt = `<div class="prompt">[${Number(cell.execution_count) || ' '}]</div>`;
  return [
    prompt,
    sourceHidden === true ? fold('Code', code) : code,
    outputsHidden === true && shown ? fold('Output', shown) : shown,
  ].join('\n');
}

function fold(title: string, content: string): string {
  return `<details><summary>${title}</summary>${content}</details>`;
}

function textToHtml(cell: Exclude<Cell, CodeCell>, options: MarkdownOptions): string {
  const { trusted = false } = options;
  const picture = (address: string): string | undefined =>
    attachment(address, cell.attachments) ?? options.picture?.(address);
  const { format = '' } = cell.metadata;
  if (cell.cell_type === 'markdown' || format === 'text/markdown') {
    return renderMarkdown(cell.source, { ...options, picture });
  }
  if (format === 'text/html') return trusted ? cell.source : sanitizeHtml(cell.source, { picture });
  return format === '' ? `<pre>${escapeHtml(cell.source)}</pre>` : '';
}

/** The `data:` address of an attachment. */
function attachment(
  address: string,
  attachments: Record<string, MimeBundle> = {},
): string | undefined {
  const name = /^attachment:(.*)$/.exec(address)?.[1];
  if (name === undefined) return undefined;
  const bundle = attachments[name] ?? attachments[safeDecode(name)] ?? {};
  const addresses = Object.entries(bundle).flatMap(
    ([type, data]) => pictureAddress(type, data) ?? [],
  );
  return addresses[0];
}

function safeDecode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
