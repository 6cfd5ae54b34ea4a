/** One Plotly trace: its type and any attribute that Plotly knows for it. */
export interface Trace {
  type: 'scatter' | 'heatmap';
  [attribute: string]: unknown;
}

/** A Plotly layout with a fixed size, so that a figure has the same proportions wherever it is drawn. */
export interface Layout {
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  [attribute: string]: unknown;
}

/**
 * A figure as plain data: JSON that Plotly draws, and a sentence for those who cannot see it.
 *
 * A type of our own rather than `@types/plotly.js`, which needs the browser's DOM types; a notebook
 * cell has none.
 */
export interface Figure {
  data: Trace[];
  layout: Layout;
  /** One sentence that says in words what the figure shows, computed from its data. */
  alt: string;
}
