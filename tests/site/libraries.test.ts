import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { loadRotatedMnist, subset } from 'rotated-mnist';
import { startChromium, testInBrowser, hasNoBrowser } from '../support/chromium';
import { run, startLibraries, startWorker } from './CellsWorker';

let site: Awaited<ReturnType<typeof startLibraries>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (hasNoBrowser) return;
  [site, browser] = await Promise.all([startLibraries(), startChromium()]);
}, 120_000);
beforeEach(async () => {
  if (hasNoBrowser) return;
  const context = await browser.newContext();
  page = await context.newPage();
  await page.goto(site.url);
  await startWorker(page);
});
afterEach(async () => page?.context().close());
afterAll(async () => {
  await browser?.close();
  site?.close();
});

const saying = (text: string | RegExp): unknown => expect.stringMatching(text);

const libraries = `
  const equivariant = load('equivariant');
  const { loadRotatedMnist, makeTestDigits, subset } = load('rotated-mnist');
`;

testInBrowser('WebAssembly uses all processors where it may, and one elsewhere', async () => {
  const code = `${libraries}
    Object.defineProperty(navigator, 'hardwareConcurrency', { configurable: true, value: 3 });
    const { description } = await equivariant.chooseBackend('wasm');
    const model = new equivariant.C4CNN({ channels: [2, 2], seed: 1 });
    const digits = subset((await loadRotatedMnist()).train, 64);
    const { history } = await equivariant.train(model, digits, { epochs: 2 });
    return [description, history.losses];`;
  const [description, losses] = await run<[string, number[]]>(page, code);
  expect(description).toBe('WebAssembly on the CPU, 3 threads');
  await page.goto(`${site.url}?plain`);
  await startWorker(page);
  const [plain, same] = await run<[string, number[]]>(page, code);
  expect(plain).toBe('WebAssembly on the CPU, 1 thread');
  losses.forEach((loss, i) => expect(same[i]).toBeCloseTo(loss, 5));
});

testInBrowser("the digits are the beginning of Node's, and no others are made up", async () => {
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const expected = [];
  for (const rotate of [true, false]) {
    const { train, test } = await loadRotatedMnist({ rotate, path: null });
    const few = subset(test, 2000);
    expected.push([train.images, train.labels, few.images, few.labels].map(hash));
  }
  const [hashes, messages] = await run<[string[][], string[]]>(
    page,
    `${libraries}
    const hash = async (bytes) =>
      Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
        (byte) => byte.toString(16).padStart(2, '0')).join('');
    const hashes = [];
    for (const rotate of [true, false]) {
      const { train, test } = await loadRotatedMnist({ rotate });
      hashes.push(await Promise.all([train.images, train.labels, test.images, test.labels].map(hash)));
    }
    const failed = (promise) => promise.then(() => 'none', (error) => error.message);
    const counts = { train: 12_000, test: 2_001 };
    return [hashes, [
      await failed(loadRotatedMnist({ counts })),
      await failed(loadRotatedMnist({ seed: 2 })),
      await failed(makeTestDigits(1, 5)),
      await failed(loadRotatedMnist({ path: 'files' })),
    ]];`,
  );
  expect(hashes).toEqual(expected);
  const few = /only the course's own digits, 12000 for training and 2000 for tests/;
  expect(messages).toEqual([few, few, few, /leave out "path"/].map(saying));
});

const training = `${libraries}
  await equivariant.chooseBackend('wasm');
  const model = () => new equivariant.C4CNN({ channels: [2, 2], seed: 1 });
  const digits = subset((await loadRotatedMnist()).train, 64);
  const recipe = { ...equivariant.courseRecipe(), batchSize: 16 };
  const checkpoint = 'progress/3.2-00000000.weights';
`;

testInBrowser('a training goes on after the page is reloaded, and ends as without', async () => {
  const stopped = await run<boolean>(
    page,
    `${training}
    const onProgress = ({ step }) => step === 2 && process.emit('SIGINT');
    const options = { epochs: 2, recipe, checkpoint, onProgress };
    return (await equivariant.train(model(), digits, options)).interrupted;`,
  );
  expect(stopped).toBe(true);
  await page.reload();
  await startWorker(page);
  const [whole, resumed, steps] = await run<[number[], number[], number]>(
    page,
    `${training}
    let steps = 0;
    const whole = await equivariant.train(model(), digits, { epochs: 2, recipe });
    const onProgress = () => steps++;
    const options = { epochs: 2, recipe, checkpoint, onProgress };
    const resumed = await equivariant.train(model(), digits, options);
    return [whole.history.losses, resumed.history.losses, steps];`,
  );
  expect(resumed).toEqual(whole);
  expect(steps).toBe(6);
});

testInBrowser('where the storage is full, that is said once, and nothing is lost', async () => {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const session = await page.context().newCDPSession(page);
  const limit = (quota: { quotaSize?: number }): Promise<unknown> =>
    session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, ...quota });
  const writeAll = `
    for (const name of argument) keptFiles.write(name, new TextEncoder().encode(name.repeat(5000)));
    await new Promise((resolve) => setTimeout(resolve, 300));`;
  await limit({ quotaSize: 1000 });
  await run(page, writeAll, ['a', 'b', 'b', 'c']);
  const read = `return argument.map((name) => keptFiles.read(name)?.length);`;
  expect(await run(page, read, ['a', 'b', 'c'])).toEqual([5000, 5000, 5000]);
  expect(said).toEqual(
    ['a', 'b', 'c'].map((name) =>
      saying(`^${name} is kept only until .* your browser has no space left`),
    ),
  );
  await limit({});
  await run(page, "keptFiles.remove('a'); await new Promise((end) => setTimeout(end, 300));");
  await page.reload();
  await startWorker(page);
  expect(await run(page, 'return keptFiles.paths()')).toEqual(['b', 'c']);
  expect(await run(page, read, ['b', 'c'])).toEqual([5000, 5000]);
});

testInBrowser('every plan finds as many digits as it takes', async () => {
  const sizes = await run<[number, number][]>(
    page,
    `${libraries}
    const digits = await loadRotatedMnist();
    return ['', 'middle', '1'].map((wanted) => {
      process.env.COURSE_QUICK = wanted;
      const plan = load('course').trainingPlan();
      const parts = [plan.validation, plan.test, plan.perAngle].map((n) => subset(digits.test, n));
      return [subset(digits.train, plan.train).count, parts[1].count];
    });`,
  );
  expect(sizes).toEqual([
    [12_000, 2_000],
    [9_600, 2_000],
    [1_280, 2_000],
  ]);
});
