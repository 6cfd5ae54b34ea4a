import type { PlotlyFigure } from '../../../Content';
import { loadPlotly, type Plotly } from './plotlyWindow';
import { svgToPng } from './svgToPng';

let plotly: Plotly | undefined;

/** Traces that a browser draws with WebGL. Without it Plotly leaves them out, or never returns. */
const needsWebGl = [
  /^(scatter3d|surface|mesh3d|cone|streamtube|volume|isosurface)$/,
  /^(scattergl|scatterpolargl|splom|parcoords)$/,
  /^(scattermap|densitymap|choroplethmap)$/,
];

/**
 * Draws a figure with Plotly itself, without a browser. Text is set in Open Sans.
 *
 * @returns a PNG file
 * @throws RangeError for figures that need WebGL, which only browsers have, such as a 3-D surface
 */
export async function renderPng(figure: PlotlyFigure): Promise<Buffer> {
  for (const { type = 'scatter' } of figure.data as readonly { type?: string }[]) {
    if (needsWebGl.some((types) => types.test(type))) {
      throw new RangeError(`a "${type}" needs WebGL, so it is drawn in a browser only.`);
    }
  }
  plotly ??= loadPlotly();
  const layout = figure.layout as { width?: number; height?: number };
  const svg = await plotly.toImage(
    // A copy, since Plotly writes what it unpacks into the figure.
    structuredClone({ data: figure.data, layout: figure.layout }),
    {
      format: 'svg',
      width: layout.width ?? 800,
      height: layout.height ?? 450,
      imageDataOnly: true,
    },
  );
  return svgToPng(svg);
}
