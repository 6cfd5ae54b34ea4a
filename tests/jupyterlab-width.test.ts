import { join } from 'node:path';
import { readNotebook, type Notebook } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';
import { renderPng } from 'notebook-display';
import { notebookNames, studentFolder } from 'course-notebooks';
import { testInBrowser } from './support/chromium';
import { inJupyterLab } from './support/inJupyterLab';

const desk = inJupyterLab('width');

/** What is too wide in a window of 900 pixels, high enough to show all of the notebook. */
async function tooWide(name: string, notebook: Notebook): Promise<string[]> {
  const opened = await desk.open(name, notebook, 900, 15_000);
  // Formulas and pictures come last.
  await opened.page.waitForLoadState('networkidle');
  return opened.tooWide();
}

testInBrowser.each(notebookNames())(
  '%s: no text, formula or line of code is cut off in a narrow window',
  async (name) => {
    expect(await tooWide(name, readNotebook(join(studentFolder, `${name}.ipynb`)))).toEqual([]);
  },
  180_000,
);

testInBrowser(
  'the picture of a figure in a saved notebook fits into a narrow window',
  async () => {
    const figure = { data: [{ y: [1, 3, 2] }], layout: { width: 800, height: 300 } };
    const png = Buffer.from(await renderPng(figure));
    const notebook = codeNotebook('typescript', ['// A figure']);
    const [cell] = notebook.cells;
    if (cell?.cell_type !== 'code') throw new Error('expected a cell with code');
    cell.outputs.push({
      output_type: 'display_data',
      data: { 'application/vnd.plotly.v1+json': figure, 'image/png': png.toString('base64') },
      metadata: {},
    });
    expect(await tooWide('figure', notebook)).toEqual([]);
  },
  180_000,
);
