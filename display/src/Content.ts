import { plotlyMimeType, type MimeBundleWithText, type PlotlyFigure } from 'jupyter-protocol';

export { plotlyMimeType, type MimeBundleWithText as MimeBundle, type PlotlyFigure };

/** Anything that can be shown. */
export type Content = PlotlyFigure | MimeBundleWithText;

/** Whether content is a figure rather than a bundle. */
export function isFigure(content: Content): content is PlotlyFigure {
  return 'data' in content && 'layout' in content;
}

/** No logo, and no button that uploads the figure to a server. */
const defaultConfig = { displaylogo: false, showSendToCloud: false };

/** A figure for Plotly with its text alternative; other content unchanged. */
export function toBundle(content: Content): MimeBundleWithText {
  if (!isFigure(content)) return content;
  const { data, layout, config } = content;
  return {
    [plotlyMimeType]: { data, layout, config: { ...defaultConfig, ...config } },
    'text/plain': content.alt ?? 'A figure without a description.',
  };
}
