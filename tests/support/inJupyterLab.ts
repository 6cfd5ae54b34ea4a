import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeNotebook, type Notebook } from 'nbconvert-ts';
import { root } from 'course-notebooks';
import type { Browser, BrowserContext } from 'playwright-core';
import { hasNoBrowser, startChromium } from './chromium';
import { JupyterLab, serverRoot } from './JupyterLab';
import { NotebookPage } from './NotebookPage';

/** Where screenshots are kept, for people. */
export const screenshots = join(root, 'build/screenshots');

/** What the tests of a file share: a JupyterLab, a browser, and a folder of notebooks. */
export interface Desk {
  /** Within the server's root, so that the notebooks find the packages; git ignores it. */
  readonly folder: string;
  readonly browser: Browser;
  /** Writes a notebook into the folder and opens it; the page closes after the test. */
  open(name: string, notebook: Notebook, width?: number, height?: number): Promise<NotebookPage>;
}

/**
 * Starts JupyterLab and Chromium before the tests of a file, closes pages and ends kernels after
 * each, and leaves nothing behind.
 *
 * @param name of the folder
 * @param env of the server
 * @param allCells whether cells that are out of sight are drawn too
 */
export function inJupyterLab(
  name: string,
  { env = {}, allCells = false }: { env?: Record<string, string>; allCells?: boolean } = {},
): Desk {
  const folder = join(serverRoot, 'build', name);
  const state = join(root, 'build/jupyterlab', name);
  let lab: JupyterLab | undefined;
  let browser: Browser | undefined;
  // One for all pages: its cache spares most of JupyterLab's loading time.
  let context: BrowserContext | undefined;
  const clear = (): void => {
    for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
  };
  beforeAll(async () => {
    clear();
    for (const path of [folder, screenshots]) mkdirSync(path, { recursive: true });
    if (hasNoBrowser) return;
    if (allCells) {
      const settings = 'settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings';
      mkdirSync(dirname(join(state, settings)), { recursive: true });
      writeFileSync(join(state, settings), '{ "windowingMode": "none" }');
    }
    browser = await startChromium();
    context = await browser.newContext();
    lab = await JupyterLab.start(state, env);
  }, 240_000);
  afterEach(async () => {
    for (const page of context?.pages() ?? []) await page.close();
    await lab?.stopKernels();
  });
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    clear();
  }, 90_000);
  return {
    folder,
    get browser() {
      return browser!;
    },
    async open(file, notebook, width = 1280, height = 900) {
      writeNotebook(join(folder, `${file}.ipynb`), notebook);
      const page = await context!.newPage();
      await page.setViewportSize({ width, height });
      const url = lab!.urlOf(`build/${name}/${file}.ipynb`);
      return NotebookPage.open(page, url, notebook.cells.length);
    },
  };
}
