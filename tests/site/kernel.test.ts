import type { Browser } from 'playwright-core';
import { startChromium, testInBrowser } from '../support/chromium';
import { KernelInPage } from './KernelInPage';
import { KernelSite } from './KernelSite';

/* The kernel in a page whose threads share memory; kernelCells.test.ts has the clients' cells. */

let browser: Browser;
let site: KernelSite;
let kernel: KernelInPage;

beforeAll(async () => {
  site = await KernelSite.start(true);
  browser = await startChromium();
  kernel = await KernelInPage.open(browser, site.address);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

testInBrowser('a cell is checked and run', async () => {
  const cell = await kernel.run("console.log('%s', 1);\n1 + 1");
  expect(cell).toMatchObject({ status: 'ok', text: '1\n', result: '2' });
  const refused = await kernel.run("const n: number = 'text';");
  expect(refused.error).toContain("Type 'string' is not assignable to type 'number'.");
});

testInBrowser('questions about code are answered while a cell runs', async () => {
  await kernel.run('/** Adds. */\nconst plus = (a: number, b: number) => a + b;');
  const looping = await kernel.startCell("console.log('runs');\nfor (;;);");
  await kernel.waitForOutput(looping);
  const complete = await kernel.request('complete_request', { code: 'Math.flo', cursor_pos: 8 });
  expect(complete).toMatchObject({ matches: ['floor'], cursor_start: 5 });
  const hover = await kernel.request('inspect_request', { code: 'plus(1, )', cursor_pos: 8 });
  expect(JSON.stringify(hover)).toContain('Adds.');
  const open = await kernel.request('is_complete_request', { code: 'if (1) {' });
  expect(open).toMatchObject({ status: 'incomplete' });
  await kernel.interrupt();
  expect(await kernel.reply(looping)).toMatchObject({ ename: 'KeyboardInterrupt' });
  const states = (await kernel.published()).filter(({ type }) => type === 'status');
  expect(states.at(-1)!.content).toEqual({ execution_state: 'idle' });
});

testInBrowser('an error names the lines of cells, also behind an await', async () => {
  const { count } = await kernel.run(
    'const late = async (): Promise<never> => {\n  await null;\n  throw new Error("no");\n};',
  );
  const failed = await kernel.run('await null;\nawait late();');
  expect(failed.error).toContain(`    at late (In[${count}]:3:9)`);
  expect(failed.error).toContain(`    at In[${count + 1}]:2:1`);
  const printed = await kernel.run('try { await late(); } catch (e) { console.log(e); }');
  expect(printed.text).toBe(
    `Error: no\n    at late (In[${count}]:3:9)\n    at In[${count + 2}]:1:7\n`,
  );
});

testInBrowser('what comes late comes under the cell that started it', async () => {
  await kernel.run(`const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const say = async (word: string) => {
  for (let i = 0; i < 4; i++) {
    await wait(20);
    console.log(word);
    queueMicrotask(() => console.log('q' + word));
    Promise.resolve().then(() => console.log('p' + word));
  }
};
async function* words(word: string) {
  for (let i = 0; i < 2; i++) { await wait(15); yield word; }
}`);
  const cells = [
    await kernel.run("void say('a');"),
    await kernel.run("const running = say('b');"),
    await kernel.run("void (async () => { for await (const w of words('c')) console.log(w); })();"),
    await kernel.run("void say('d').then(() => Promise.reject(new Error('end of d')));"),
    await kernel.run(
      'void wait(30).then(async () => { await null; throw new Error("end of e"); });',
    ),
    await kernel.run('await running;\nawait wait(200);\nconsole.log("last");'),
  ];
  const texts = await Promise.all(cells.map(async ({ id }) => (await kernel.shown(id)).text));
  expect(texts.map((text) => [...new Set(text.split('\n'))].join(' '))).toEqual([
    'a qa pa ',
    'b qb pb ',
    'c ',
    'd qd pd ',
    '',
    'last ',
  ]);
  const errors = await Promise.all(cells.map(async ({ id }) => (await kernel.shown(id)).error));
  expect(errors.map((error) => /end of ./.exec(error)?.[0])).toEqual([
    undefined,
    undefined,
    undefined,
    'end of d',
    'end of e',
    undefined,
  ]);
});

testInBrowser('what a browser does not have is said in a line', async () => {
  for (const name of ['fs', 'node:child_process']) {
    const { error } = await kernel.run(`require('${name}')`);
    expect(error.split('\n')[0]).toMatch(new RegExp(`There is no module '${name}' in a browser.`));
  }
  const { error } = await kernel.run('process.exit(0)');
  expect(error).toContain('process.exit() is switched off');
});

testInBrowser('a cell that listens for SIGINT is asked first, then stopped', async () => {
  const id = await kernel.startCell(`process.on('SIGINT', () => console.log('asked'));
console.log(process.listenerCount('SIGINT'), process.env.NAME);
await new Promise(() => undefined);`);
  await kernel.waitForOutput(id);
  await kernel.interrupt();
  await kernel.interrupt();
  expect(await kernel.reply(id)).toMatchObject({ ename: 'KeyboardInterrupt' });
  expect((await kernel.shown(id)).text).toBe('1 value\nasked\n');
  await kernel.run("process.removeAllListeners('SIGINT');");
});

testInBrowser(
  'what no flag can stop is ended the second time, and the kernel goes on',
  async () => {
    const id = await kernel.startCell("console.log('runs');\n/^(a+)+$/.test('a'.repeat(50) + 'b')");
    const next = await kernel.startCell('1', true);
    await kernel.waitForOutput(id);
    await kernel.interrupt();
    await kernel.interrupt();
    const { ename, evalue } = await kernel.reply(id);
    expect([ename, evalue]).toEqual(['KeyboardInterrupt', expect.stringMatching(/started again/)]);
    expect(await kernel.reply(next)).toEqual({ status: 'aborted' });
    expect(await kernel.run('wait')).toMatchObject({ status: 'error' });
    expect(await kernel.run('1 + 2')).toMatchObject({ status: 'ok', result: '3', count: 2 });
  },
);

testInBrowser('the memory of tensors is told', async () => {
  await kernel.run(
    "import * as tf from '@tensorflow/tfjs';\nawait tf.setBackend('cpu');\nconst x = tf.ones([2, 3]);",
  );
  const { shown } = await kernel.run('%memory');
  expect(shown).toMatch(/x +Tensor +\[2, 3\] +float32 +24 bytes/);
  expect(shown).toContain('Each belongs to a variable.\nHow much memory JavaScript needs');
});
