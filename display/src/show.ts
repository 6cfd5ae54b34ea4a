import { isFigure, toBundle, type Content, type PlotlyFigure } from './Content';
import { newJupyterOutput, type JupyterOutput } from './JupyterOutput';
import type * as RenderPng from './png/renderPng';

/**
 * Shows a figure, or a bundle of forms by MIME type, under the running cell.
 *
 * A figure appears at once, and can be zoomed. Then a PNG picture of it is added for places that cannot
 * draw it, such as GitHub: await the result so that it is part of the saved notebook. Outside a notebook
 * the text alternative is printed.
 *
 * @example await show({ data: [{ y: [1, 3, 2] }], layout: { title: { text: 'Three values' } } });
 */
export async function show(content: Content): Promise<void> {
  const output = newJupyterOutput();
  if (!output) {
    console.log(toBundle(content)['text/plain']);
    return;
  }
  output.write(toBundle(content));
  if (isFigure(content)) await addPicture(output, content);
}

/**
 * Replaces a figure in the output by the same figure with its PNG picture.
 *
 * A picture is an extra: where it cannot be drawn, a line on stderr says so and the figure stays.
 */
export async function addPicture(output: JupyterOutput, figure: PlotlyFigure): Promise<void> {
  try {
    // Loaded late: Plotly and a DOM to draw in take more than a second. By `require`, since `import()` of a
    // file needs its built name, which the tests, run on the source, don't have.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { renderPng } = require('./png/renderPng') as typeof RenderPng;
    const png = await renderPng(figure);
    output.write({ ...toBundle(figure), 'image/png': png.toString('base64') });
  } catch (error) {
    process.stderr.write(`The figure has no PNG picture: ${String(error)}\n`);
  }
}
