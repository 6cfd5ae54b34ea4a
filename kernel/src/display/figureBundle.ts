import type { MimeBundle } from './mimeBundle';

/** Plotly's figures, as JupyterLab's extension for it takes them: an object, not its text. */
const plotlyMimeType = 'application/vnd.plotly.v1+json';

interface PlotlyFigure {
  data: { type?: unknown }[];
  layout: { title?: unknown };
  config?: object;
  /** What it shows, in words. */
  alt?: unknown;
}

/** The forms of a Plotly figure; undefined for any other value. */
export function figureBundle(value: unknown): MimeBundle | undefined {
  if (!isFigure(value)) return undefined;
  const { data, layout, config, alt } = value;
  const figure = { data, layout, config: { displaylogo: false, ...config } };
  return {
    [plotlyMimeType]: JSON.parse(JSON.stringify(figure, plainArray)) as object,
    'text/plain': typeof alt === 'string' ? alt : describe(value),
  };
}

function isFigure(value: unknown): value is PlotlyFigure {
  if (!isObject(value) || !('data' in value && 'layout' in value)) return false;
  return Array.isArray(value.data) && value.data.every(isObject) && isObject(value.layout);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON knows no typed arrays, which Plotly takes where it runs in a page. */
function plainArray(_name: string, value: unknown): unknown {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return value;
  return Array.from(value as unknown as ArrayLike<number>);
}

function describe({ data, layout }: PlotlyFigure): string {
  // A trace without a type is a scatter trace to Plotly.
  const traces = data.map(({ type }) => (typeof type === 'string' ? type : 'scatter'));
  const title = isObject(layout.title) && 'text' in layout.title ? layout.title.text : layout.title;
  const of = traces.length === 0 ? 'without data' : `of ${[...new Set(traces)].join(', ')}`;
  return `Plotly figure ${of}${typeof title === 'string' ? `: ${title}` : ''}`;
}
