import { codeLanguage, type Cell, type Notebook } from '../../format/notebook';
import { cellToHtml } from './cellToHtml';
import { htmlPage } from './htmlPage';
import type { MarkdownOptions } from './renderMarkdown';
import { Mathematics } from './typeset';

/** How `toHtml` works. */
export interface HtmlOptions extends MarkdownOptions {
  /** The page's title; by default the notebook's own, or its first heading. */
  title?: string;
  /** The language of the page's text, e.g. `de`; `en` by default. */
  lang?: string;
  /** HTML of your own before the first cell; it is not sanitized. */
  header?: string;
  /** HTML of your own after a cell, e.g. a remark on it; it is not sanitized. */
  afterCell?: (cell: Cell, index: number) => string;
  /** CSS of your own. */
  css?: string;
}

/**
 * A notebook as one self-contained HTML page: light or dark like the reader's system, with
 * mathematics, highlighted code, pictures, coloured text and live Plotly figures. Unless the
 * notebook is trusted, nothing in it runs a script or loads anything.
 *
 * @param notebook is not changed
 * @param options title, trust and additions
 * @returns the page's text
 * @example
 * writeFileSync('lesson.html', toHtml(readNotebook('lesson.ipynb')));
 */
export function toHtml(notebook: Notebook, options: HtmlOptions = {}): string {
  const language = codeLanguage(notebook) ?? '';
  const { afterCell = () => '', header = '', trusted = false } = options;
  const mathematics = new Mathematics();
  const cells = notebook.cells.map(
    (cell, index) =>
      cellToHtml(cell, language, { mathematics, ...options }) + afterCell(cell, index),
  );
  return htmlPage({
    title: options.title ?? notebookTitle(notebook),
    body: `<main>\n${header}${cells.join('\n')}\n</main>`,
    trusted,
    ...(options.lang !== undefined && { lang: options.lang }),
    ...(options.css !== undefined && { css: options.css }),
  });
}

function notebookTitle({ metadata, cells }: Notebook): string {
  if (typeof metadata.title === 'string') return metadata.title;
  const headings = cells.flatMap(({ cell_type: type, source }) =>
    type === 'markdown' ? (/^#+ +(.+)$/m.exec(source)?.[1] ?? []) : [],
  );
  return headings[0] ?? 'Notebook';
}
