import type { PlotlyFigure } from '../Content';
import { loadPlotly, type Plotly } from './plotlyWindow';
import { svgToPng } from './svgToPng';

let plotly: Plotly | undefined;

/**
 * A picture of a figure, drawn by Plotly itself, without a browser: as large as the figure's layout says,
 * else 800 by 450 pixels, transparent where the figure is.
 *
 * The first call loads Plotly (more than a second), later ones take some tenths of a second. Text looks as
 * in Open Sans; what needs WebGL, such as a 3-D surface, cannot be drawn.
 *
 * @returns a PNG file
 * @throws Error when Plotly cannot draw the figure
 */
export async function renderPng(figure: PlotlyFigure): Promise<Buffer> {
  plotly ??= loadPlotly();
  const layout = figure.layout as { width?: number; height?: number };
  // A copy, since Plotly writes its defaults into what it draws.
  const { data, layout: ownLayout } = structuredClone({ data: figure.data, layout: figure.layout });
  const svg = await plotly.toImage(
    { data, layout: ownLayout },
    {
      format: 'svg',
      width: layout.width ?? 800,
      height: layout.height ?? 450,
      imageDataOnly: true,
    },
  );
  return svgToPng(svg);
}
