/**
 * One output in several forms, by MIME type: text and base64 as strings, any JSON value under
 * `application/json` and `application/*+json`.
 */
export type MimeBundle = Record<string, unknown>;

/** A bundle with a form for places that can show nothing else. */
export interface MimeBundleWithText extends MimeBundle {
  'text/plain': string;
}

/** Whether any JSON value may stand under a MIME type, and not only text. */
export function isJsonType(mimeType: string): boolean {
  return /^application\/(.*\+)?json$/.test(mimeType);
}

/**
 * The MIME type that JupyterLab's Plotly extension draws; its value is an object, not JSON text.
 */
export const plotlyMimeType = 'application/vnd.plotly.v1+json';

/**
 * A Plotly figure as plain data.
 *
 * A type of our own rather than `@types/plotly.js`, which needs the browser's DOM types; a notebook
 * cell has none.
 */
export interface PlotlyFigure {
  /** Traces, as Plotly defines them. */
  data: readonly object[];
  /** Title, axes and size, as Plotly defines them. */
  layout: object;
  /** Plotly's configuration, such as `{ scrollZoom: true }`. */
  config?: object;
  /** What the figure shows in words, for readers and places that cannot see it. */
  alt?: string;
}

/** Whether a value can be drawn as a Plotly figure: it has a list of traces and a layout. */
export function isPlotlyFigure(value: unknown): value is PlotlyFigure {
  if (!isObject(value) || !('data' in value && 'layout' in value)) return false;
  return Array.isArray(value.data) && value.data.every(isObject) && isObject(value.layout);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
