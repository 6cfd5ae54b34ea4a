import { isFigure, toBundle, type Content, type PlotlyFigure } from './Content';
import { platform } from './platform';
import type { NotebookOutput } from './platform/Platform';

/**
 * Shows a figure, or a bundle of forms by MIME type, under the running cell.
 *
 * A figure appears at once and can be zoomed. Then its PNG picture is added, for places that can't
 * draw a figure, such as GitHub; await the result, so that the saved notebook holds the picture.
 * Outside a notebook, the text alternative is printed.
 *
 * @example await show({ data: [{ y: [1, 3, 2] }], layout: { title: { text: 'Three values' } } });
 */
export async function show(content: Content): Promise<void> {
  const output = platform.newOutput();
  if (!output) {
    console.log(toBundle(content)['text/plain']);
    return;
  }
  output.write(toBundle(content));
  if (isFigure(content)) await addPicture(output, content);
}

/**
 * Draws a figure with Plotly: as large as its layout says, else 800 by 450 pixels; transparent
 * where the figure is.
 *
 * The first call loads Plotly (more than a second); later ones take some tenths of a second.
 *
 * @returns a PNG file
 * @throws RangeError for figures that need WebGL, such as a 3-D surface, where there is none
 * @example writeFileSync('three.png', await renderPng({ data: [{ y: [1, 3, 2] }], layout: {} }));
 */
export async function renderPng(figure: PlotlyFigure): Promise<Uint8Array> {
  if (!platform.renderPng) throw new Error('There are no PNG pictures in a browser.');
  return platform.renderPng(figure);
}

/**
 * Adds its PNG picture to a figure in the output.
 *
 * A picture is an extra: if it can't be drawn, a line in the log says so and the figure stays.
 */
export async function addPicture(output: NotebookOutput, figure: PlotlyFigure): Promise<void> {
  if (!platform.renderPng) return;
  try {
    const png = await renderPng(figure);
    const text = Array.from(png, (byte) => String.fromCharCode(byte)).join('');
    output.write({ ...toBundle(figure), 'image/png': btoa(text) });
  } catch (error) {
    platform.log(`The figure has no PNG picture: ${String(error)}`);
  }
}
