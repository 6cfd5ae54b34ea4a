import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksIn, solution } from 'course-notebooks';
import { serve, type Served } from 'course-site/serve';
import type { Browser } from 'puppeteer-core';
import { builtSite } from './builtSite';
import { browsers, runAll, solvedSite, start, type BrowserName } from './solved';

jest.setTimeout(600_000);

const names = ['0-start-here', '1-groups', '2-equivariant-convolutions'];
let folder: string;
let served: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'solved-'));
  await solvedSite(await builtSite(), names, join(folder, 'site'));
  served = await serve(join(folder, 'site'));
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true });
});

/** Continuous integration without a browser must fail. */
const isHere = (browser: BrowserName): boolean => !!browsers[browser] || !!process.env.CI;

for (const name of Object.keys(browsers) as BrowserName[]) {
  (isHere(name) ? describe : describe.skip)(`solved notebooks in ${name}`, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await start(name);
    });
    afterAll(() => browser.close());

    test.each(names)('%s runs without an error, and every property holds', async (notebook) => {
      const { errors, reports } = await runAll(browser, served.url, notebook);
      expect(errors).toEqual([]);
      const parts = solution(notebook).cells.flatMap(({ source }) => checksIn(source));
      expect(reports.map((report) => /^Exercise (\S+):/.exec(report)?.[1])).toEqual(
        parts.map(({ part }) => part),
      );
      for (const report of reports) {
        const [, good, all] = /^Exercise \S+: (\d+) of (\d+) properties hold\n/.exec(report)!;
        expect([report, good]).toEqual([report, all]);
      }
    });
  });
}
