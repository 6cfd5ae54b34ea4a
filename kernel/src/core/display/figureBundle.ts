import {
  isPlotlyFigure,
  plotlyMimeType,
  type MimeBundle,
  type PlotlyFigure,
} from 'jupyter-protocol';

/** The forms of a Plotly figure; undefined for any other value. */
export function figureBundle(value: unknown): MimeBundle | undefined {
  if (!isPlotlyFigure(value)) return undefined;
  const { data, layout, config, alt } = value;
  const figure = { data, layout, config: { displaylogo: false, ...config } };
  return {
    [plotlyMimeType]: JSON.parse(JSON.stringify(figure, plainArray)) as object,
    'text/plain': typeof alt === 'string' ? alt : describe(value),
  };
}

/** JSON knows no typed arrays, which Plotly takes where it runs in a page. */
function plainArray(_name: string, value: unknown): unknown {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return value;
  return Array.from(value as unknown as ArrayLike<number>);
}

function describe({ data, layout }: PlotlyFigure): string {
  // A trace without a type is a scatter trace to Plotly.
  const traces = data.map((trace) => textOf(trace, 'type') ?? 'scatter');
  const { title } = layout as { title?: unknown };
  const name = textOf(layout, 'title') ?? textOf(title, 'text');
  const of = traces.length === 0 ? 'without data' : `of ${[...new Set(traces)].join(', ')}`;
  return `Plotly figure ${of}${name === undefined ? '' : `: ${name}`}`;
}

function textOf(value: unknown, name: string): string | undefined {
  const text = (value as Record<string, unknown> | null | undefined)?.[name];
  return typeof text === 'string' ? text : undefined;
}
