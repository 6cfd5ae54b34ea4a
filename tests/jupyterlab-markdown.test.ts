import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toHtml, writeNotebook, type Notebook } from 'nbconvert-ts';
import { root } from 'course-notebooks';
import type { Browser, Page } from 'playwright-core';
import { markdownBank } from './markdown/bank';
import { hasNoBrowser, startChromium, testInBrowser } from './support/chromium';
import { JupyterLab, serverRoot } from './support/JupyterLab';
import { NotebookPage } from './support/NotebookPage';
import { until } from './support/until';

const folder = join(serverRoot, 'build/markdown');
const state = join(root, 'build/jupyterlab-markdown');
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const notebook: Notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'typescript', display_name: 'TypeScript' } },
  cells: markdownBank.map((source, index) => ({
    cell_type: 'markdown',
    id: `cell-${index}`,
    metadata: {},
    source,
  })),
};

let lab: JupyterLab | undefined;
let browser: Browser | undefined;

beforeAll(async () => {
  for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (hasNoBrowser) return;
  // Cells that are out of sight are drawn too.
  const settings = join(
    state,
    'settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings',
  );
  mkdirSync(dirname(settings), { recursive: true });
  writeFileSync(settings, '{ "windowingMode": "none" }');
  writeFileSync(join(folder, 'plan.png'), Buffer.from(png, 'base64'));
  writeFileSync(join(folder, 'empty.png'), Buffer.from(png, 'base64'));
  writeNotebook(join(folder, 'bank.ipynb'), notebook);
  browser = await startChromium();
  lab = await JupyterLab.start(state, {});
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
  for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
}, 90_000);

/** What a cell shows: its text, with elements, formulas and pictures in their places. */
function shown(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((roots) => {
    const tell = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element) || node.matches('.jp-InternalAnchorLink')) return '';
      const name = node.localName;
      const inside = Array.from(node.childNodes).map(tell).join('');
      if (name === 'mjx-container') {
        return `<math>${node.querySelector('mjx-assistive-mml')!.textContent}</math>`;
      }
      // JupyterLab calls a picture without a name so.
      if (name === 'img') return `<img ${node.getAttribute('alt')?.replace(/^Image$/, '')}>`;
      if (name === 'input') return `<input ${(node as HTMLInputElement).checked}>`;
      const own = (text: string | null): string => text?.replace('user-content-', '') ?? '';
      if (name === 'a') return `<a ${own(node.getAttribute('href'))}>${inside}</a>`;
      if (/^h\d$/.test(name)) {
        // JupyterLab's own names of what MathJax writes as text hold it twice.
        const id = node.getAttribute('data-jupyter-id') ?? own(node.id);
        return `<${name} ${node.querySelector('mtext') ? '' : id}>${inside}</${name}>`;
      }
      if (/^(section|article|nav)$/.test(name)) return `<div>${inside}</div>`;
      return /^(span|button|label|video)$/.test(name) ? inside : `<${name}>${inside}</${name}>`;
    };
    return roots.map((root) => Array.from(root.childNodes).map(tell).join(''));
  });
}

testInBrowser(
  'Markdown of every kind shows the same as in JupyterLab, to the letter',
  async () => {
    const page = await browser!.newPage({ viewport: { width: 1000, height: 2000 } });
    await NotebookPage.open(page, lab!.urlOf('build/markdown/bank.ipynb'), notebook.cells.length);
    const selector = '.jp-Notebook .jp-MarkdownOutput';
    let last: string[] = [];
    await until(
      'all is drawn',
      async () => {
        const now = await shown(page, selector);
        const isSame = now.length === notebook.cells.length && now.join('') === last.join('');
        last = now;
        await page.waitForTimeout(3000);
        return isSame && now.join('').includes('<math>');
      },
      120_000,
    );
    const own = await browser!.newPage();
    const picture = (): string => `data:image/png;base64,${png}`;
    await own.setContent(toHtml(notebook, { picture }));
    const ours = await shown(own, '.cell.markdown');
    const words = (all: string[]): string[] =>
      all.map((html) => html.replace(/<\/?[a-z][^>]*>/g, '').trim());
    expect(words(ours)).toEqual(words(last));
    // Tags that nobody closed are closed elsewhere.
    const isClosed = (_: string, index: number): boolean =>
      !markdownBank[index]!.includes('never closed');
    const parts = (all: string[]): string[] => all.filter(isClosed).map((html) => html.trim());
    expect(parts(ours)).toEqual(parts(last));
  },
  300_000,
);
