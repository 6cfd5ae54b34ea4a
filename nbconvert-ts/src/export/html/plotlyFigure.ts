import { escapeHtml } from './escapeHtml';

/**
 * Marks a page that has a figure. HTML of strangers can't contain it, since their classes are
 * removed.
 */
export const figureMark = '<div class="plotly-figure"';

/**
 * A figure as HTML that {@link figureScript} brings to life.
 *
 * @param figure what a notebook holds under Plotly's MIME type
 * @param fallback HTML for readers without scripts
 * @returns the HTML; undefined if it is no figure
 */
export function plotlyFigure(figure: unknown, fallback: string): string | undefined {
  const { data, layout = {}, frames } = (figure ?? {}) as Record<string, unknown>;
  if (!Array.isArray(data) || typeof layout !== 'object') return undefined;
  const height = (layout as { height?: unknown } | null)?.height;
  const pixels = typeof height === 'number' && height > 0 ? Math.min(height, 4000) : 450;
  // In HTML, nothing but "<" can end a script element.
  const json = JSON.stringify({ data, layout, frames }).replaceAll('<', '\\u003c');
  return `${figureMark} style="min-height:${pixels}px"><script type="application/json">${json}</script></div><noscript>${
    fallback || escapeHtml('A figure that needs JavaScript.')
  }</noscript>`;
}

/** Draws the page's figures; runs after plotly.js. */
export const figureScript = `for (const place of document.querySelectorAll('.plotly-figure')) {
  const figure = JSON.parse(place.querySelector('script').textContent);
  Plotly.newPlot(place, figure.data, figure.layout, { responsive: true, displaylogo: false })
    .then(() => figure.frames && Plotly.addFrames(place, figure.frames))
    .catch((error) => { place.textContent = 'The figure could not be drawn: ' + error.message; });
}`;
