import { codeLanguage } from '../../format/codeLanguage';
import type { Notebook } from '../../format/notebook';
import { cellToHtml } from './cellToHtml';
import { htmlPage } from './htmlPage';
import type { HtmlOptions } from './HtmlOptions';

/**
 * A notebook as one HTML page that needs nothing else: light or dark as the reader's system is, with mathematics, highlighted code,
 * pictures, coloured text and live Plotly figures. Unless the notebook is trusted, nothing in it runs a script or loads anything.
 *
 * @param notebook - is not changed
 * @param options - title, trust and additions
 * @returns the page's text
 * @example
 * writeFileSync('lesson.html', toHtml(readNotebook('lesson.ipynb')));
 */
export function toHtml(notebook: Notebook, options: HtmlOptions = {}): string {
  const language = codeLanguage(notebook) ?? '';
  const { afterCell = () => '', header = '', trusted = false } = options;
  const cells = notebook.cells.map(
    (cell, index) => cellToHtml(cell, language, options) + afterCell(cell, index),
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
