import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notebookNames, root, solution } from 'course-notebooks';
import { addServiceWorker } from 'course-site/offline';
import { filesOf } from 'course-site/files-of';
import { makeSite } from 'course-site/site';
import { serve, type Served } from 'course-site/serve';
import { unzipSync, zipSync } from 'fflate';
import { formatNotebook, readNotebook, writeNotebook } from 'nbconvert-ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { screenshots } from '../support/inJupyterLab';
import { startChromium, testInBrowser } from '../support/chromium';
import { until } from '../support/until';
import { builtSite } from './builtSite';
import { SitePage } from './SitePage';

/* The site in a browser, from a server that sends no headers, as GitHub Pages does. */

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
let folder: string;
let scratch: string;
let served: Served;
let isDown = false;
let browser: Browser;
let context: BrowserContext;
/** Addresses beyond the site that a page asked for. */
const foreign: string[] = [];

beforeAll(async () => {
  folder = await builtSite();
  scratch = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(screenshots, { recursive: true });
  served = await serve(folder, 0, false);
  browser = await startChromium();
}, 240_000);
beforeEach(async () => {
  if (isDown) served = await serve(folder, 0, false);
  isDown = false;
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.on('request', (request) => {
    if (!request.url().startsWith(served.url) && /^(http|ws)/.test(request.url())) {
      foreign.push(request.url());
    }
  });
});
afterEach(async () => {
  await context.close();
  expect(foreign.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  rmSync(scratch, { recursive: true });
});

/** What the grader noted where a person must look. */
function problems(folder: string): string {
  return readFileSync(join(folder, 'students/Ada/record.json'), 'utf8');
}

/** Serious and critical findings of axe-core. */
async function barriers(page: Page, excluded: Record<string, string> = {}): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (excluded) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      elementRef: true,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes
          .filter(({ element }) => !element?.matches(excluded[id] ?? ':not(*)'))
          .map(({ html }) => `${id}: ${html.slice(0, 200)}`),
      );
  }, excluded);
}

/** What JupyterLab's own shell has wrong; see tests/accessibility.test.ts. */
const ofJupyterLab = {
  'aria-allowed-attr': 'jp-button',
  'aria-required-children': '.jp-WindowedPanel-viewport',
  'aria-input-field-name': '.cm-content',
  'button-name': '.jp-collapseHeadingButton',
  // "Skip to Main".
  tabindex: '.skip-link',
};

test('the site built twice is the same bytes', async () => {
  const again = join(scratch, 'again');
  await makeSite(again);
  const digests = (site: string): string[] =>
    filesOf(site).map((file) => {
      const digest = createHash('sha256')
        .update(readFileSync(join(site, file)))
        .digest('hex');
      return `${file} ${digest}`;
    });
  expect(digests(again)).toEqual(digests(folder));
  rmSync(again, { recursive: true });
}, 240_000);

testInBrowser(
  'the front page leads to notebooks to read and to start; axe-core finds nothing serious, light or dark, on a phone',
  async () => {
    const page = await context.newPage();
    await page.goto(served.url);
    const reads = page.getByRole('link', { name: /^Read / });
    expect(await reads.count()).toBe(notebookNames().length);
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 390]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        expect(await barriers(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        await page.screenshot({ path: join(screenshots, `site-${colorScheme}-${width}.png`), fullPage: true }); // prettier-ignore
      }
    }
    await reads.nth(1).click();
    await page.waitForURL(/read\/1-groups/);
    expect(await page.getByRole('img').count()).toBeGreaterThan(3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  },
);

testInBrowser(
  'work survives a crash of the tab; a second tab says that it is second; without a connection all goes on',
  async () => {
    const front = await context.newPage();
    await front.goto(served.url);
    await front.getByRole('link', { name: 'Start 1. Groups' }).click();
    await front.close();
    const first = await SitePage.open(context, served.url, '1-groups');
    // Two headers let workers share memory, by which cells are stopped: the service worker's.
    expect(await first.page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await first.run(await first.find('import'))).toContain('WebAssembly');
    expect(await barriers(first.page, ofJupyterLab)).toEqual([]);
    const answer = await first.find('1-2');
    await first.write(answer, '// mine');
    await first.untilSaved();

    const second = await context.newPage();
    await second.goto(first.page.url());
    await second.getByText('1-groups.ipynb is open in another tab').waitFor();
    expect(await barriers(second)).toEqual([]);
    const crashed = first.page.waitForEvent('crash');
    void first.page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    await first.page.close();
    await second.close();

    const keep = await context.newPage();
    await keep.goto(served.url);
    await keep.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      active!.postMessage('keep all');
    });
    const all = filesOf(folder).length - 1;
    await until('everything is kept', () =>
      keep.evaluate(async (all) => {
        const [name] = await caches.keys();
        return (await (await caches.open(name!)).keys()).length === all;
      }, all),
    );
    await keep.close();
    await served.stop();
    isDown = true;
    const offline = await SitePage.open(context, served.url, '1-groups');
    expect(await offline.source(answer)).toBe('// mine');
    expect(await offline.run(await offline.find('import'))).toContain('WebAssembly');
  },
  240_000,
);

testInBrowser(
  'a new version of the site comes as a whole, and keeps answers',
  async () => {
    const name = '1-groups';
    const before = await SitePage.open(context, served.url, name);
    const answer = await before.find('1-2');
    await before.write(answer, '// mine');
    await before.untilSaved();
    await before.page.close();

    const next = join(scratch, 'next');
    cpSync(folder, next, { recursive: true });
    const file = join(next, 'files', `${name}.ipynb`);
    const notebook = readNotebook(file);
    notebook.cells[1]!.source = '## A new heading';
    notebook.metadata.generated = 'newer';
    writeNotebook(file, notebook);
    await addServiceWorker(next);
    await served.stop();
    served = await serve(next, Number(new URL(served.url).port), false);

    const page = await context.newPage();
    const waits = (): Promise<boolean> =>
      page.evaluate(async () => !!(await navigator.serviceWorker.ready).waiting);
    await page.goto(served.url);
    await until('the new version waits', waits);
    await page.close();
    const after = await SitePage.open(context, served.url, name);
    expect(await after.source(1)).toBe('## A new heading');
    expect(await after.source(answer)).toBe('// mine');
    await served.stop();
    isDown = true;
  },
  240_000,
);

testInBrowser(
  'where the browser has no space left, that is said, and what was written is saved once there is',
  async () => {
    const opened = await SitePage.open(context, served.url, '1-groups');
    // Chromium does not apply a quota of its debugging protocol to what is stored already.
    await opened.page.evaluate(() => {
      const { put } = Object.getOwnPropertyDescriptors(IDBObjectStore.prototype) as unknown as {
        put: { value: IDBObjectStore['put'] };
      };
      IDBObjectStore.prototype.put = function (...values) {
        if ('full' in window) throw new DOMException('No space.', 'QuotaExceededError');
        return put.value.apply(this, values);
      };
      Object.assign(window, { full: true });
    });
    const answer = await opened.find('1-2');
    await opened.write(answer, '// mine');
    await until('it is said', async () => (await opened.saved()).startsWith('NOT SAVED'));
    await opened.page.screenshot({ path: join(screenshots, 'site-full.png') });
    // What is downloaded is what stands there, saved or not.
    await opened.page.getByRole('button', { name: 'Close' }).click();
    const [download] = await Promise.all([
      opened.page.waitForEvent('download'),
      opened.page.getByRole('button', { name: 'Download all my work' }).click(),
    ]);
    const archive = unzipSync(readFileSync(await download.path()));
    expect(Buffer.from(archive['1-groups.ipynb']!).toString()).toContain('// mine');
    await opened.page.evaluate(() => delete (window as { full?: boolean }).full);
    await opened.untilSaved();
    await opened.page.reload();
    await opened.ready();
    expect(await opened.source(answer)).toBe('// mine');
  },
  240_000,
);

testInBrowser(
  'what is uploaded on the front page, and downloaded, is a hand-in with full marks',
  async () => {
    const entries = notebookNames().map((name): [string, Uint8Array] => [
      `${name}.ipynb`,
      Buffer.from(formatNotebook(solution(name))),
    ]);
    const weights = Buffer.from('trained');
    const archive = zipSync({
      ...Object.fromEntries(entries),
      'progress/3.2-0123abcd.weights': weights,
    });
    const page = await context.newPage();
    await page.goto(served.url);
    await page.locator('#archive').setInputFiles({
      name: 'hand-in.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(archive),
    });
    await page.getByText('Uploaded.').waitFor();
    expect(await page.locator('#answered').innerText()).toMatch(/1-groups.ipynb: 3 of 3/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download hand-in.zip' }).click(),
    ]);
    const students = join(scratch, 'students');
    const file = join(students, 'Ada.zip');
    await download.saveAs(file);
    expect(Object.keys(unzipSync(readFileSync(file))).sort()).toEqual(
      [...entries.map(([name]) => name), 'progress/3.2-0123abcd.weights'].sort(),
    );
    const grade = join(root, 'grading/dist/command/grade.js');
    const places = ['--submissions', students, '--out', join(scratch, 'graded')];
    const wanted = ['--exercise', '1.2', '--exercise', '1.3', '--require', '13'];
    const graded = spawnSync(process.execPath, [grade, ...places, ...wanted], { encoding: 'utf8' });
    expect({ ...graded, why: problems(join(scratch, 'graded')) }).toMatchObject({ status: 0 });
  },
  240_000,
);
