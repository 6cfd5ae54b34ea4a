import type { Browser, Page } from 'playwright-core';
import { hasNoBrowser, startChromium, testInBrowser } from '../support/chromium';
import { run, startLibraries, startWorker } from './CellsWorker';

let site: Awaited<ReturnType<typeof startLibraries>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (hasNoBrowser) return;
  [site, browser] = await Promise.all([startLibraries(), startChromium(true)]);
}, 120_000);
beforeEach(async () => {
  if (hasNoBrowser) return;
  page = await browser.newPage();
  await page.goto(site.url);
  await startWorker(page);
});
afterEach(async () => page?.close());
afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** Makes the worker take its adapter for a real one. */
const asReal = `Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter',
  { get: () => false });`;

testInBrowser('WebGPU computes, learns and reads as WebAssembly does', async () => {
  const code = `${asReal}
    const tf = load('@tensorflow/tfjs');
    const { C4CNN, chooseBackend, train } = load('equivariant');
    const count = 4, side = 33;
    const images = Uint8Array.from({ length: count * side * side }, (_, i) => (i * i * 31) % 251);
    const data = { images, labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
      count, height: side, width: side };
    const x = tf.tensor4d(Float32Array.from(images, (byte) => byte / 255), [count, side, side, 1]);
    const results = [];
    for (const name of [undefined, 'wasm']) {
      results.push((await chooseBackend(name)).description);
      const model = new C4CNN({ channels: [2, 3], seed: 1 });
      const variables = model.trainableWeights.map((weight) => weight.read());
      const target = tf.oneHot([...data.labels], 10);
      const { value, grads } = tf.variableGrads(
        () => tf.losses.softmaxCrossEntropy(target, model.apply(x)), variables);
      const tensors = [model.predict(x), value, ...variables.map(({ name }) => grads[name])];
      const sync = tensors.map((tensor) => [...tensor.dataSync()]);
      await train(model, data, { epochs: 1 });
      const weights = await Promise.all(model.getWeights().map((one) => one.data()));
      results.push([...sync, ...weights.map((values) => [...values])]);
    }
    return results;`;
  const [chosen, webGpu, , wasm] = await run<[string, number[][], string, number[][]]>(page, code);
  expect(chosen).toBe('WebGPU on google swiftshader');
  wasm.forEach((values, i) => {
    const largest = Math.max(...values.map(Math.abs));
    values.forEach((value, j) => {
      expect(Math.abs(value - webGpu[i]![j]!)).toBeLessThanOrEqual(1e-4 * largest);
    });
  });
});

testInBrowser.each([
  [
    'wrong in maxima',
    /^WebAssembly on .*; webgpu does not work: it computes wrong numbers$/,
    `const { createShaderModule } = GPUDevice.prototype;
    GPUDevice.prototype.createShaderModule = function (given) {
      return createShaderModule.call(this, { ...given, code: given.code.replaceAll('max(', 'min(') });
    };`,
  ],
  [
    'wrong when read',
    /; webgpu does not work: what is read is not what was computed$/,
    `OffscreenCanvasRenderingContext2D.prototype.drawImage = () => undefined;`,
  ],
])('an adapter that is %s is not used', async (_, description, spoil) => {
  const choose = "return load('equivariant').chooseBackend()";
  const chosen = await run(page, `${asReal} ${spoil} ${choose}`);
  expect(chosen).toEqual({
    name: 'wasm',
    description: expect.stringMatching(description) as string,
  });
});
