import type { Browser } from 'playwright-core';
import { startChromium, testInBrowser } from '../support/chromium';
import { KernelInPage } from './KernelInPage';
import { KernelSite } from './KernelSite';

let browser: Browser;
let site: KernelSite;
let kernel: KernelInPage;

beforeAll(async () => {
  site = await KernelSite.start(true);
  browser = await startChromium();
  kernel = await KernelInPage.open(browser, site.address);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

testInBrowser('a cell is checked and run', async () => {
  const { id, status } = await kernel.run('1 + 1');
  const data = { data: { 'text/plain': '2' }, metadata: {}, execution_count: 1 };
  expect(status).toBe('ok');
  expect(await kernel.published(id)).toContainEqual({
    type: 'execute_result',
    parent: id,
    content: data,
  });
  const refused = await kernel.run("const n: number = 'text';");
  expect(refused).toMatchObject({ status: 'error', ename: 'TypeScriptError' });
});
