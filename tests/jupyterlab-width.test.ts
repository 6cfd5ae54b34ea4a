import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readNotebook, writeNotebook, type Notebook } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';
import type { Browser } from 'playwright-core';
import { renderPng } from 'notebook-display';
import { notebookNames, root, studentFolder } from 'course-notebooks';
import { hasNoBrowser, startChromium, testInBrowser } from './support/chromium';
import { JupyterLab, serverRoot } from './support/JupyterLab';
import { NotebookPage } from './support/NotebookPage';

const folder = join(serverRoot, 'build/width');
const state = join(root, 'build/jupyterlab-width');
let lab: JupyterLab | undefined;
let browser: Browser | undefined;

/** What is too wide in a window of 900 pixels, high enough to show all of the notebook. */
async function tooWide(name: string, notebook: Notebook): Promise<string[]> {
  writeNotebook(join(folder, `${name}.ipynb`), notebook);
  const page = await browser!.newPage({ viewport: { width: 900, height: 15_000 } });
  try {
    const url = lab!.urlOf(`build/width/${name}.ipynb`);
    const opened = await NotebookPage.open(page, url, notebook.cells.length);
    // Formulas and pictures come last.
    await page.waitForLoadState('networkidle');
    return await opened.tooWide();
  } finally {
    await page.close();
    await lab!.stopKernels();
  }
}

beforeAll(async () => {
  for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (hasNoBrowser) return;
  browser = await startChromium();
  lab = await JupyterLab.start(state, {});
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
}, 90_000);

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
