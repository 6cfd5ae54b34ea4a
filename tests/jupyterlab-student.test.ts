import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeNotebook, findKernelspec, kernelPaths } from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';
import { root, solution } from 'course-notebooks';
import { startChromium, testInBrowser } from './support/chromium';
import { JupyterLab } from './support/JupyterLab';
import { NotebookPage } from './support/NotebookPage';
import { screenshots } from './support/inJupyterLab';

/* What a student finds who has typed `npm start`, or opened a notebook elsewhere. */

const state = join(root, 'build/jupyterlab/student');

testInBrowser(
  '`npm start` opens the first notebook, coloured and unchanged, with one kernel and no solutions',
  async () => {
    rmSync(state, { recursive: true, force: true });
    const browser = await startChromium();
    const lab = await JupyterLab.start(state, {}, true);
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const first = solution('0-start-here');
      const notebook = await NotebookPage.open(page, lab.urlOf(), first.cells.length);
      await page.waitForTimeout(2000);
      await page.screenshot({ path: join(screenshots, 'student-opens.png') });
      expect(page.url()).toContain('/0-start-here.ipynb');
      expect(await page.locator('.jp-mod-dirty').count()).toBe(0);
      const code = first.cells.findIndex(({ source }) => source.includes('import {'));
      await notebook
        .cell(code)
        .locator('.cm-line span', { hasText: /^import$/ })
        .first()
        .waitFor();
      const listed = await page.locator('.jp-DirListing-itemName').allTextContents();
      expect(listed.filter((name) => !name.endsWith('.ipynb'))).toEqual([]);
      await page.locator('.jp-KernelName').click();
      const offered = page.locator('.jp-Dialog select optgroup').first().locator('option');
      expect(await offered.allTextContents()).toEqual(['TypeScript']);
    } finally {
      await browser.close();
      await lab.stop();
      rmSync(state, { recursive: true, force: true });
    }
  },
  240_000,
);

test('a notebook outside the course says so, once, and where it belongs; the kernel’s language is the notebooks’', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'desktop-'));
  const cells = [
    `import * as tf from '@tensorflow/tfjs';\nimport { C4 } from 'equivariant';\nimport { check } from 'course';`,
    "import x from 'nosuch';",
  ];
  const { notebook } = await executeNotebook(codeNotebook('typescript', cells), {
    kernelspec: findKernelspec('typescript', kernelPaths({}, [join(root, '.venv')])),
    cwd,
    allowErrors: true,
  });
  rmSync(cwd, { recursive: true });
  const [outside, missing] = notebook.cells.map((cell) => JSON.stringify(cell));
  expect(outside!.match(/outside the course/g)).toHaveLength(2); // in the name and in the text
  expect(outside).toContain(join(root, 'notebooks/student'));
  expect(outside).not.toContain('installed?');
  expect(missing).toContain('installed?');
  const { language_info } = solution('0-start-here').metadata;
  expect(notebook.metadata.language_info).toEqual(language_info);
}, 120_000);
