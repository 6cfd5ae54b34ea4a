import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksIn, solution } from 'course-notebooks';
import { serve, type Served } from 'course-site/serve';
import type { Browser } from 'playwright-core';
import { hasNoBrowser, startChromium } from '../support/chromium';
import { Firefox, hasNoFirefox } from '../support/Firefox';
import { builtSite } from './builtSite';
import { runAll, solvedSite } from './solved';

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

const browsers = {
  Chromium: [hasNoBrowser, startChromium],
  Firefox: [hasNoFirefox, () => Firefox.start()],
} as const;

for (const [name, [isMissing, start]] of Object.entries(browsers)) {
  (isMissing ? describe.skip : describe)(`solved notebooks in ${name}`, () => {
    let browser: Browser | Firefox;
    beforeAll(async () => {
      browser = await start();
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
