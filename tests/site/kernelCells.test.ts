import type { Browser } from 'playwright-core';
import { error } from '../clients/ClientCell';
import { judgeOwn } from '../clients/judge';
import { judgeStop } from '../clients/judgeStop';
import { notebooks } from '../clients/notebooks';
import { startChromium, testInBrowser } from '../support/chromium';
import { KernelSite } from './KernelSite';
import { runInPage } from './pageClient';

/* The cells that all clients run on Node, in a browser. */

/** What a browser can't have, and what is said instead. */
const exceptions: Readonly<Record<string, string>> = {
  assertion: "There is no module 'node:assert/strict' in a browser. A cell can import: ",
  import: "There is no module 'node:path' in a browser. A cell can import: ",
};

let browser: Browser;
let site: KernelSite;

beforeAll(async () => {
  site = await KernelSite.start(true);
  browser = await startChromium();
}, 180_000);
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
      const problems = notebook.cells.flatMap((cell, index) => {
        const said = exceptions[cell.name];
        const expect = said === undefined ? cell.expect : [error('Error', new RegExp(said))];
        return judgeOwn({ ...cell, expect }, 'JupyterLab', run.cells![index]!).map(
          (problem) => `“${cell.name}” ${problem}`,
        );
      });
      return expect(problems).toEqual([]);
    },
    120_000,
  );
}
