import type { PlotlyFigure } from '../Content';
import { loadPlotly, type Plotly } from './plotlyWindow';
import { svgToPng } from './svgToPng';

let plotly: Plotly | undefined;

/** Kinds of trace that a browser draws with WebGL. Without it Plotly leaves them out, or never returns. */
const needsWebGl = new Set([
  ...['scatter3d', 'surface', 'mesh3d', 'cone', 'streamtube', 'volume', 'isosurface'],
  ...['scattergl', 'scatterpolargl', 'splom', 'parcoords'],
  ...['scattermap', 'densitymap', 'choroplethmap'],
]);

/**
 * A picture of a figure, drawn by Plotly itself, without a browser: as large as the figure's layout says,
 * else 800 by 450 pixels, transparent where the figure is.
 *
 * The first call loads Plotly (more than a second), later ones take some tenths of a second. Text looks as
 * in Open Sans.
 *
 * @returns a PNG file
 * @throws RangeError for what needs WebGL, which no program but a browser has, such as a 3-D surface
 */
export async function renderPng(figure: PlotlyFigure): Promise<Buffer> {
  for (const { type = 'scatter' } of figure.data as readonly { type?: string }[]) {
    if (needsWebGl.has(type)) {
      throw new RangeError(`a "${type}" needs WebGL, so it is drawn in a browser only.`);
    }
  }
  plotly ??= loadPlotly();
  const layout = figure.layout as { width?: number; height?: number };
  const svg = await plotly.toImage(
    // Plotly adds to numbers in their compact form what it has unpacked.
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
