/** One Plotly trace: its type and any attribute that Plotly knows for it. */
export interface Trace {
  type: 'scatter' | 'heatmap';
  [attribute: string]: unknown;
}

/** A Plotly layout with a fixed height, as wide as the page allows. */
export interface Layout {
  autosize: true;
  /** Pixels. */
  height: number;
  [attribute: string]: unknown;
}

/**
 * A figure as plain data: JSON that Plotly draws, and a sentence for readers who cannot see it.
 *
 * A type of our own rather than `@types/plotly.js`, which needs the browser's DOM types; a notebook
 * cell has none.
 */
export interface Figure {
  data: Trace[];
  layout: Layout;
  /** One sentence that says what the figure shows, computed from its data. */
  alt: string;
}
