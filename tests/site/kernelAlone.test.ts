import type { Browser } from 'playwright-core';
import { startChromium, testInBrowser } from '../support/chromium';
import { KernelInPage } from './KernelInPage';
import { KernelSite } from './KernelSite';

/* The kernel in a page whose threads share no memory. */

let browser: Browser;
let site: KernelSite;
let kernel: KernelInPage;

beforeAll(async () => {
  site = await KernelSite.start(false);
  browser = await startChromium();
  kernel = await KernelInPage.open(browser, site.address, { patience: 1000 });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const endings = [
  ['a promise that never settles', 'await new Promise(() => undefined);'],
  ['a loop that waits', 'for (;;) await wait(10);'],
  ['timers', 'await new Promise(() => { setInterval(() => undefined, 10); });'],
] as const;

testInBrowser('what waits is stopped, and nothing is lost', async () => {
  await kernel.run('const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));');
  for (const [, code] of endings) {
    const id = await kernel.startCell(`console.log('runs');\n${code}`);
    await kernel.waitForOutput(id);
    await kernel.interrupt();
    expect(await kernel.reply(id)).toMatchObject({ evalue: 'The cell was interrupted.' });
  }
  expect(await kernel.run('typeof wait')).toMatchObject({ result: "'function'" });
});

testInBrowser('a prompt says why it can’t wait for an answer', async () => {
  const { error } = await kernel.run("prompt('Name?')");
  expect(error).toContain('prompt() can’t wait for an answer here');
});

testInBrowser('a loop without end is ended by a new start, which says so', async () => {
  const id = await kernel.startCell("console.log('runs');\nfor (;;);");
  const next = await kernel.startCell('1', true);
  await kernel.waitForOutput(id);
  await kernel.interrupt();
  expect(await kernel.reply(id)).toMatchObject({
    status: 'error',
    ename: 'KeyboardInterrupt',
    evalue:
      'This cell could not be stopped, so the kernel was started again. All variables are gone: ' +
      'run the cells from the top. What is kept in the browser is still there.',
  });
  expect((await kernel.shown(id)).text).toBe('runs\n');
  expect(await kernel.reply(next)).toEqual({ status: 'aborted' });
  expect((await kernel.run('wait')).error).toContain("Cannot find name 'wait'");
  expect(await kernel.run('1 + 1')).toMatchObject({ result: '2' });
});
