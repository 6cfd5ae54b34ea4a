/** A Plotly figure: `data` and `layout` as Plotly defines them, and what it shows in words. */
export interface PlotlyFigure {
  data: readonly object[];
  layout: object;
  /** Plotly's configuration, such as `{ scrollZoom: true }`. */
  config?: object;
  /** Text alternative, for readers who can't see the figure and for places that can't draw it. */
  alt?: string;
}

/** One output in several forms, by MIME type; a notebook shows the richest one that it can. */
export interface MimeBundle {
  /** For places that can show only text. */
  'text/plain': string;
  [mimeType: string]: unknown;
}

/** Anything that can be shown. */
export type Content = PlotlyFigure | MimeBundle;

/** Whether content is a figure rather than a bundle. */
export function isFigure(content: Content): content is PlotlyFigure {
  return 'data' in content && 'layout' in content;
}

/**
 * The MIME type that JupyterLab's Plotly extension draws; the value is an object, not JSON text.
 */
export const plotlyMimeType = 'application/vnd.plotly.v1+json';

/** No logo, and no button that uploads the figure to a server. */
const defaultConfig = { displaylogo: false, showSendToCloud: false };

/** A figure for Plotly with its text alternative; other content unchanged. */
export function toBundle(content: Content): MimeBundle {
  if (!isFigure(content)) return content;
  const { data, layout, config } = content;
  return {
    [plotlyMimeType]: { data, layout, config: { ...defaultConfig, ...config } },
    'text/plain': content.alt ?? 'A figure without a description.',
  };
}
