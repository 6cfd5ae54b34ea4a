import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHtml, type Notebook } from 'nbconvert-ts';
import type { Page } from 'playwright-core';
import { markdownBank } from './markdown/bank';
import { testInBrowser } from './support/chromium';
import { inJupyterLab } from './support/inJupyterLab';
import { until } from './support/until';

const desk = inJupyterLab('markdown', { allCells: true });
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
    for (const name of ['plan.png', 'empty.png']) {
      writeFileSync(join(desk.folder, name), Buffer.from(png, 'base64'));
    }
    const { page } = await desk.open('bank', notebook, 1000, 2000);
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
    const own = await desk.browser.newPage();
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
