import type { Browser } from 'playwright-core';
import { judgeOwn } from '../clients/judge';
import { judgeStop } from '../clients/judgeStop';
import { notebooks } from '../clients/notebooks';
import { startChromium, testInBrowser } from '../support/chromium';
import { KernelSite } from './KernelSite';
import { runInPage } from './pageClient';

/* The cells that all clients run on Node, in a browser. */

let browser: Browser;
let site: KernelSite;

beforeAll(async () => {
  site = await KernelSite.start(true);
  browser = await startChromium();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

for (const notebook of notebooks) {
  testInBrowser(
    `${notebook.name}: shows what a student must see`,
    async () => {
      const run = await runInPage(browser, site.address, notebook);
      if (notebook.stopsOnError) return expect(judgeStop(notebook, run, 'exact')).toEqual([]);
      const problems = notebook.cells.flatMap((cell, index) =>
        judgeOwn(cell, 'JupyterLab', run.cells![index]!).map(
          (problem) => `“${cell.name}” ${problem}`,
        ),
      );
      return expect(problems).toEqual([]);
    },
    120_000,
  );
}
